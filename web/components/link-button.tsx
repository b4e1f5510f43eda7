// A button that leads to another page: one link and one stop for the Tab key, to be opened in a new
// tab like any link.
import { Button, type ButtonProps } from "antd";
import { useHref, useNavigate } from "react-router";

type LinkButtonProps = Pick<ButtonProps, "type" | "size" | "children"> & { readonly to: string };

export function LinkButton({ to, ...look }: LinkButtonProps) {
  const navigate = useNavigate();
  return (
    <Button
      {...look}
      href={useHref(to)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void navigate(to);
      }}
    />
  );
}
