// The organisation's sets of books: what each is, and a form for a new one.
import { App, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { z } from "zod";
import { type BooksSettings, booksSettings, type NewBooks } from "../../src/contract/settings.ts";
import { currencyCodes } from "../../src/core/currency.ts";
import { useGet, useSend } from "../api/query.ts";
import { useRefusal } from "../api/session.tsx";
import { Failure, useErrorSentence } from "../components/failure.tsx";
import { RefusedButton } from "../components/refused-button.tsx";
import { SettingsFrame } from "../components/settings-frame.tsx";
import { Skeleton } from "../ui/states.tsx";
import { Tag } from "../ui/status-tag.tsx";
import { frameWords } from "../words/frame.ts";
import { peopleWords } from "../words/people.ts";
import { useList, useWords } from "../words/words.ts";

const path = "/books";
const booksList = z.object({ rows: z.array(booksSettings) });

export function Component() {
  const w = useWords(peopleWords);
  const refusal = useRefusal("manage_books");
  const { data, error, refetch } = useGet(booksList, path);
  const [editing, edit] = useState<BooksSettings | "new" | null>(null);
  return (
    <SettingsFrame title={w("books")} note={w("booksText")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? null : <Skeleton />}
      {data?.rows.map((books) => (
        <BooksPanel key={books.id} books={books} refusal={refusal} onEdit={() => edit(books)} />
      ))}
      <div>
        <RefusedButton reason={refusal} onClick={() => edit("new")}>
          {w("newBooks")}
        </RefusedButton>
      </div>
      {editing ? (
        <BooksForm books={editing === "new" ? null : editing} onClose={() => edit(null)} />
      ) : null}
    </SettingsFrame>
  );
}

type BooksPanelProps = {
  readonly books: BooksSettings;
  readonly refusal: string | null;
  readonly onEdit: () => void;
};

function BooksPanel({ books, refusal, onEdit }: BooksPanelProps) {
  const list = useList();
  const w = useWords(peopleWords);
  const frame = useWords(frameWords);
  const facts: readonly (readonly [string, string])[] = [
    [w("homeCurrency"), books.homeCurrency],
    [w("standard"), w(`standard_${books.standard}`)],
    [w("timeZone"), books.timeZone],
    [w("closedThrough"), books.closedThrough ?? w("notClosed")],
    [w("ownNames"), list(books.ownNames) || "–"],
    [w("ownTaxIds"), list(books.ownTaxIds) || "–"],
  ];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{books.name}</h2>
        {books.isDemo ? <Tag tone="violet" text={frame("demo")} /> : null}
        <span className="is-end">
          <RefusedButton size="small" reason={refusal} onClick={onEdit}>
            {w("change")}
          </RefusedButton>
        </span>
      </div>
      <dl
        className="panel-body"
        style={{
          display: "grid",
          gridTemplateColumns: "repeat(auto-fit, minmax(200px, 1fr))",
          gap: 16,
          margin: 0,
        }}
      >
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="page-note">{name}</dt>
            <dd style={{ margin: 0 }}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const timeZones = ["Asia/Shanghai", "Asia/Hong_Kong", "Asia/Tokyo", "Europe/Berlin", "UTC"];

function BooksForm({ books, onClose }: { books: BooksSettings | null; onClose: () => void }) {
  const w = useWords(peopleWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [form] = Form.useForm<NewBooks>();
  const save = useSend(booksSettings, books ? "PATCH" : "POST", [path, "/session"]);
  const [key] = useState(() => crypto.randomUUID());
  const submit = (fields: NewBooks) => {
    const { name, ownNames, ownTaxIds } = fields;
    const body = books ? { name, ownNames, ownTaxIds } : fields;
    save.mutate(
      { path: books ? `${path}/${books.id}` : path, body, key },
      {
        onSuccess: () => {
          message.success(w("saved"));
          onClose();
        },
      },
    );
  };
  const tags = (
    <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", "、"]} />
  );
  return (
    <Modal
      open
      title={books ? books.name : w("newBooks")}
      okText={w("save")}
      cancelText={w("cancel")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        initialValues={
          books ?? {
            homeCurrency: "CNY",
            standard: "cas",
            timeZone: "Asia/Shanghai",
            ownNames: [],
            ownTaxIds: [],
          }
        }
      >
        <Form.Item
          name="name"
          label={w("booksName")}
          rules={[{ required: true, whitespace: true, message: w("booksNameMissing") }]}
        >
          <Input autoFocus maxLength={80} />
        </Form.Item>
        {books ? null : (
          <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr 1fr", gap: 12 }}>
            <Form.Item name="homeCurrency" label={w("homeCurrency")}>
              <Select
                showSearch
                options={currencyCodes.map((code) => ({ value: code, label: code }))}
              />
            </Form.Item>
            <Form.Item name="standard" label={w("standard")}>
              <Select
                options={(["cas", "sme", "international"] as const).map((value) => ({
                  value,
                  label: w(`standard_${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item name="timeZone" label={w("timeZone")}>
              <Select options={timeZones.map((value) => ({ value, label: value }))} />
            </Form.Item>
          </div>
        )}
        <Form.Item name="ownNames" label={w("ownNames")} extra={w("ownNamesText")}>
          {tags}
        </Form.Item>
        <Form.Item name="ownTaxIds" label={w("ownTaxIds")} extra={w("ownTaxIdsText")}>
          {tags}
        </Form.Item>
      </Form>
      {save.error ? <p style={{ color: "var(--red)" }}>{sentence(save.error)}</p> : null}
    </Modal>
  );
}
