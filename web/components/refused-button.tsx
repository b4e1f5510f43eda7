// A button that always says why it is off, before anybody presses it.
import { Button, type ButtonProps, Tooltip } from "antd";

export function RefusedButton(props: ButtonProps & { reason: string | null }) {
  const { reason, ...button } = props;
  if (reason === null) return <Button {...button} />;
  return (
    <Tooltip title={reason}>
      {/* A disabled button tells the pointer nothing, its wrapper does. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by key */}
      <span tabIndex={0} title={reason}>
        <Button {...button} disabled aria-description={reason} />
      </span>
    </Tooltip>
  );
}
