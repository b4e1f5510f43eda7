// Views saved under a name, mine and those colleagues share: columns, widths, filters, order.
import { AppstoreOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { z } from "zod";
import {
  type SavedView,
  savedViewList,
  savedView as savedViewShape,
} from "../../src/contract/settings.ts";
import { useGet, useSend } from "../api/query.ts";
import { PanelPopover } from "../ui/panel-popover.tsx";
import { tableWords } from "../words/table.ts";
import { useWords } from "../words/words.ts";
import { type TableView, tableView } from "./table-view.ts";

type SavedViewsProps = {
  readonly page: string;
  readonly view: TableView;
  readonly onView: (view: TableView) => void;
};

const whole = tableView.extend({ search: z.string() });

export function SavedViews(props: SavedViewsProps) {
  const w = useWords(tableWords);
  const [isOpen, open] = useState(false);
  return (
    <PanelPopover
      placement="bottomRight"
      title={w("views")}
      open={isOpen}
      onOpenChange={open}
      content={isOpen ? <ViewList {...props} onDone={() => open(false)} /> : null}
    >
      <button type="button" className="bar-button" aria-label={w("views")}>
        <AppstoreOutlined />
      </button>
    </PanelPopover>
  );
}

function ViewList({ page, view, onView, onDone }: SavedViewsProps & { onDone: () => void }) {
  const w = useWords(tableWords);
  const [search, setSearch] = useSearchParams();
  const { data } = useGet(savedViewList, "/views", { query: { page } });
  const save = useSend(savedViewShape, "POST", ["/views"]);
  const remove = useSend(z.null(), "DELETE", ["/views"]);
  const [name, setName] = useState("");
  const [isShared, share] = useState(false);
  const apply = (saved: SavedView) => {
    const parsed = whole.safeParse(saved.view);
    if (!parsed.success) return;
    const { search: filters, ...columns } = parsed.data;
    onView(columns);
    setSearch(new URLSearchParams(filters));
    onDone();
  };
  const keep = () => {
    const body = { page, name, shared: isShared, view: { ...view, search: search.toString() } };
    save.mutate({ path: "/views", body }, { onSuccess: () => setName("") });
  };
  return (
    <div style={{ width: 260, display: "grid", gap: 6 }}>
      {data?.rows.length === 0 ? <span className="page-note">{w("noViews")}</span> : null}
      {data?.rows.map((saved) => (
        <div key={saved.id} style={{ display: "flex", alignItems: "center" }}>
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => apply(saved)}>
            {saved.name}
          </Button>
          {saved.shared ? (
            <span className="page-note" style={{ marginLeft: 8 }}>
              {w("sharedView")}
            </span>
          ) : null}
          {saved.mine ? (
            <Button
              type="text"
              size="small"
              style={{ marginLeft: "auto" }}
              onClick={() => remove.mutate({ path: `/views/${saved.id}` })}
            >
              {w("deleteView")}
            </Button>
          ) : null}
        </div>
      ))}
      <Input
        size="small"
        placeholder={w("viewName")}
        aria-label={w("viewName")}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
      />
      <div style={{ display: "flex", alignItems: "center" }}>
        <Checkbox checked={isShared} onChange={(event) => share(event.target.checked)}>
          {w("shareView")}
        </Checkbox>
        <Button
          size="small"
          type="primary"
          style={{ marginLeft: "auto" }}
          disabled={name.trim() === ""}
          loading={save.isPending}
          onClick={keep}
        >
          {w("saveView")}
        </Button>
      </div>
    </div>
  );
}
