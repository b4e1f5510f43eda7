// Which books one works in, and their period with its state; other books and organisations by menu.
import { DownOutlined } from "@ant-design/icons";
import { Dropdown, type MenuProps } from "antd";
import { useNavigate } from "react-router";
import type { BooksSummary } from "../../src/contract/session.ts";
import { addDays, isoDate, monthOf } from "../../src/core/date.ts";
import { requestScope } from "../api/client.ts";
import { useBooks, useSession } from "../api/session.tsx";
import { Tag } from "../ui/status-tag.tsx";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";
import { organisationKey, useForgetEverything } from "./frame.tsx";

export function BooksSwitch() {
  const w = useWords(frameWords);
  const navigate = useNavigate();
  const forget = useForgetEverything();
  const { organisation, organisations } = useSession();
  const books = useBooks();

  const items: MenuProps["items"] = [
    {
      type: "group",
      key: "books",
      label: w("switchBooks"),
      children: organisation.books.map((one) => ({
        key: `books-${one.id}`,
        label: `${one.name} · ${one.homeCurrency}`,
        onClick: () => navigate(`/b/${one.id}`),
      })),
    },
  ];
  if (organisations.length > 1) {
    items.push({
      type: "group",
      key: "organisations",
      label: w("switchOrganisation"),
      children: organisations.map((one) => ({
        key: `organisation-${one.id}`,
        label: one.name,
        onClick: () => {
          localStorage.setItem(organisationKey, String(one.id));
          requestScope.organisation = one.id;
          forget();
          navigate("/");
        },
      })),
    });
  }
  return (
    <Dropdown
      menu={{ items, selectedKeys: [`books-${books.id}`, `organisation-${organisation.id}`] }}
      trigger={["click"]}
    >
      <button type="button" className="bar-books" title={`${organisation.name} · ${books.name}`}>
        <b>{books.name}</b>
        {books.isDemo ? <Tag tone="violet" text={w("demo")} /> : null}
        <span className="bar-period">{w("periodOpen", { month: openMonth(books) })}</span>
        <DownOutlined style={{ fontSize: 10, color: "var(--faint)" }} />
      </button>
    </Dropdown>
  );
}

/** The month one posts into: the first that is not closed, or this month where none is. */
function openMonth(books: Pick<BooksSummary, "closedThrough" | "today">): string {
  if (books.closedThrough === null) return monthOf(isoDate(books.today));
  return monthOf(addDays(isoDate(books.closedThrough), 1));
}
