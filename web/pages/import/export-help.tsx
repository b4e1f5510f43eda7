// 从哪里导出: per bank and for the tax bureau, the way to the export and the columns to look for.
import { Collapse, Drawer } from "antd";
import { importWords } from "../../words/import.ts";
import { exportHelp } from "../../words/import-help.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function ExportHelpPanel(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const w = useWords(importWords);
  const say = useSentence();
  return (
    <Drawer open={props.isOpen} onClose={props.onClose} title={w("help")} size={440}>
      <Collapse
        accordion
        ghost
        items={exportHelp.map((help) => ({
          key: help.name.en,
          label: say(help.name),
          children: (
            <>
              <ol className="export-steps">
                {help.steps.map((step) => (
                  <li key={step.en}>{say(step)}</li>
                ))}
              </ol>
              <p className="export-columns">{help.columns}</p>
            </>
          ),
        }))}
      />
    </Drawer>
  );
}
