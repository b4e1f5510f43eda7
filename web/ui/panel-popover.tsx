// A panel that opens at a button, for people without a mouse too: opened by a key it takes the focus,
// Esc closes it and gives the focus back to its button.
import { Popover, type PopoverProps } from "antd";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { isComposing } from "./hotkeys.ts";

const reachable = "a[href], button:not(:disabled), input:not(:disabled), [tabindex='0']";

type PanelPopoverProps = Omit<PopoverProps, "content" | "trigger" | "afterOpenChange"> & {
  readonly content: ReactNode;
};

export function PanelPopover({ open, onOpenChange, content, ...rest }: PanelPopoverProps) {
  const [isOpenHere, setOpenHere] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<Element | null>(null);
  const turn = (isOpen: boolean) => {
    setOpenHere(isOpen);
    onOpenChange?.(isOpen);
  };
  const enter = (isOpen: boolean) => {
    if (!isOpen) return;
    button.current = document.activeElement;
    // a pointer that opened it goes there by itself
    if (!button.current?.matches(":focus-visible")) return;
    panel.current?.querySelector<HTMLElement>(reachable)?.focus();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    turn(false);
    if (button.current instanceof HTMLElement) button.current.focus();
  };
  return (
    <Popover
      {...rest}
      trigger="click"
      open={open ?? isOpenHere}
      onOpenChange={turn}
      afterOpenChange={enter}
      content={
        // biome-ignore lint/a11y/noStaticElementInteractions: Esc of whatever in it has the focus
        <div ref={panel} onKeyDown={leave}>
          {content}
        </div>
      }
    />
  );
}
