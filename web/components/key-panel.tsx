// The list of keys: everywhere, and those of the page that is open.
import { Drawer } from "antd";
import type { Sentence } from "../../src/core/words/word.ts";
import { type Hotkey, keyLabel, useKeyList } from "../ui/hotkeys.ts";
import { frameWords } from "../words/frame.ts";
import { useSentence, useWords } from "../words/words.ts";

/** Handled by the tables themselves, so they are not in the list of hotkeys. */
const tableKeys: readonly (readonly [string, Sentence])[] = [
  ["↑ ↓", frameWords.keyRows],
  ["PageUp PageDown", frameWords.keyPage],
  ["Home End", frameWords.keyEnds],
  ["Space", frameWords.keyTick],
  ["Enter", frameWords.keyOpen],
  ["Ctrl C", frameWords.keyCopy],
];

export function KeyPanel(props: { isOpen: boolean; onClose: () => void }) {
  const w = useWords(frameWords);
  const word = useSentence();
  const list = useKeyList();
  const groups = new Map<string, Hotkey[]>();
  for (const { keys, group } of list) {
    const name = word(group);
    groups.set(name, [...(groups.get(name) ?? []), ...keys.filter((key) => !key.secret)]);
  }
  return (
    <Drawer title={w("keyHelp")} open={props.isOpen} onClose={props.onClose} size={380}>
      {[...groups].reverse().map(([name, keys]) => (
        <section key={name}>
          <h3>{name}</h3>
          <dl className="key-list">
            {keys.map((key) => (
              <KeyLine key={key.key} keys={keyLabel(key.key)} text={word(key.does)} />
            ))}
          </dl>
        </section>
      ))}
      <h3>{w("keysTable")}</h3>
      <dl className="key-list">
        {tableKeys.map(([keys, does]) => (
          <KeyLine key={keys} keys={keys} text={word(does)} />
        ))}
      </dl>
    </Drawer>
  );
}

function KeyLine({ keys, text }: { keys: string; text: string }) {
  return (
    <>
      <dt>
        {keys.split(" ").map((key) => (
          <kbd key={key} style={{ marginLeft: 4 }}>
            {key}
          </kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  );
}
