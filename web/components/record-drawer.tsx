// The drawer of a row: beside the list, never over it; `[` and `]` go to the previous and next row.
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Drawer } from "antd";
import type { ReactNode } from "react";
import { useHotkeys } from "../ui/hotkeys.ts";
import { useIsPhone } from "../ui/phone.ts";
import { frameWords } from "../words/frame.ts";
import { itemWords } from "../words/items.ts";
import { useWords } from "../words/words.ts";

type RecordDrawerProps = {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly onShow: (id: number) => void;
  readonly previousId: number | null;
  readonly nextId: number | null;
  readonly children: ReactNode;
};

export function RecordDrawer(props: RecordDrawerProps) {
  const w = useWords(itemWords);
  const isPhone = useIsPhone();
  const { previousId, nextId, onShow, onClose } = props;
  const go = (id: number | null) => {
    if (id !== null) onShow(id);
  };
  useHotkeys(frameWords.keysHere, [
    { key: "BracketLeft", does: itemWords.previous, run: () => go(previousId) },
    { key: "BracketRight", does: itemWords.next, run: () => go(nextId) },
    { key: "Escape", does: frameWords.keyBack, run: onClose },
  ]);
  return (
    <Drawer
      open
      title={props.title}
      onClose={onClose}
      mask={false}
      autoFocus={false}
      keyboard={false}
      size={isPhone ? "100%" : 560}
      styles={{ wrapper: { boxShadow: "-6px 0 24px rgb(16 32 56 / 12%)" } }}
      extra={
        <span style={{ whiteSpace: "nowrap" }}>
          <Button
            type="text"
            icon={<LeftOutlined />}
            aria-label={w("previous")}
            title={`${w("previous")} [`}
            disabled={previousId === null}
            onClick={() => go(previousId)}
          />
          <Button
            type="text"
            icon={<RightOutlined />}
            aria-label={w("next")}
            title={`${w("next")} ]`}
            disabled={nextId === null}
            onClick={() => go(nextId)}
          />
        </span>
      }
    >
      {props.children}
    </Drawer>
  );
}
