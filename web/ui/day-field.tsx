// A day as everywhere else, 2026-09-30, whatever the browser's own language: typed or picked. The
// browser's date field writes 09/30/2026 for one reader and 30/09/2026 for the next.
import { DatePicker } from "antd";
import dayjs from "dayjs";

type DayFieldProps = {
  /** YYYY-MM-DD, of a month YYYY-MM; "" : none. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly label: string;
  /** Shown while it is empty, where no label stands beside it. */
  readonly placeholder?: string;
  readonly isMonth?: boolean;
  /** First and last that may be chosen. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly size?: "small";
  readonly width?: number | string;
  readonly id?: string;
  /** False where the day may not be taken away. */
  readonly canBeEmpty?: boolean;
};

export function DayField(props: DayFieldProps) {
  const { value, onChange, label, isMonth = false, min, max, size, id } = props;
  const format = isMonth ? "YYYY-MM" : "YYYY-MM-DD";
  return (
    <DatePicker
      aria-label={label}
      picker={isMonth ? "month" : "date"}
      format={format}
      placeholder={props.placeholder ?? format}
      value={value === "" ? null : dayjs(value)}
      onChange={(day) => onChange(day?.format(format) ?? "")}
      allowClear={props.canBeEmpty ?? true}
      style={{ width: props.width ?? 150 }}
      {...(min === undefined ? {} : { minDate: dayjs(min) })}
      {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      {...(size === undefined ? {} : { size })}
      {...(id === undefined ? {} : { id })}
    />
  );
}
