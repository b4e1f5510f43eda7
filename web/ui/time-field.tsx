// A time of day as everywhere else, 21:00, whatever the browser's own language: typed or picked.
import { TimePicker } from "antd";
import dayjs from "dayjs";

type TimeFieldProps = {
  readonly label: string;
  /** HH:mm; a form hands it in. */
  readonly value?: string;
  readonly onChange?: (time: string) => void;
  readonly width?: number | string;
};

const format = "HH:mm";

export function TimeField({ label, value = "", onChange, width = "100%" }: TimeFieldProps) {
  return (
    <TimePicker
      aria-label={label}
      format={format}
      placeholder={format}
      needConfirm={false}
      allowClear={false}
      value={value === "" ? null : dayjs(`2000-01-01T${value}`)}
      onChange={(time) => onChange?.(time?.format(format) ?? "")}
      style={{ width }}
    />
  );
}
