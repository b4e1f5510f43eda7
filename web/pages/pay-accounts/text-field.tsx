// A line of text with its name above it.
import { Input } from "antd";
import { useId } from "react";

export function TextField(props: {
  readonly name: string;
  readonly value: string;
  readonly most: number;
  readonly onChange: (text: string) => void;
  readonly hint?: string;
}) {
  const { name, value, most, onChange, hint } = props;
  const id = useId();
  return (
    <div className="pay-account-field">
      <label htmlFor={id}>{name}</label>
      <Input
        id={id}
        value={value}
        maxLength={most}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint === undefined ? null : <small className="page-note">{hint}</small>}
    </div>
  );
}
