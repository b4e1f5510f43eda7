// Who to call at the customer: one click dials, writes or copies; the time in the books' zone says
// whether anybody is there, the guard whether it is time again.
import { App, Button } from "antd";
import { Link } from "react-router";
import type { CaseDetail } from "../../../src/contract/collections.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useWords } from "../../words/words.ts";
import { useScript } from "./case-script.tsx";

type Contact = CaseDetail["contacts"][number];

export function CaseContacts({ detail }: { readonly detail: CaseDetail }) {
  const w = useWords(collectionWords);
  const { id: booksId, timeZone } = useBooks();
  const { contacts, guard } = detail;
  const customer = pathTo("customer", { booksId, customerId: detail.row.customer.id });
  const first = contacts.find(({ phone }) => phone !== "");
  useHotkeys(collectionWords.title, [
    {
      key: "KeyC",
      does: collectionWords.keyCall,
      run: () => {
        if (first) window.location.href = `tel:${first.phone}`;
      },
    },
  ]);
  const now = timeIn(timeZone);
  return (
    <section className="collections-box">
      <h3>
        {w("contacts")}
        <span className="page-note is-end">
          {w("timeThere", { time: now })}{" "}
          {isQuiet(now) ? <Tag tone="amber" text={w("quietNow")} /> : null}
        </span>
      </h3>
      <p className={guard.freeFrom === null ? "page-note" : "collections-guard"}>
        {w("guard", { contacts: guard.contacts, cap: guard.cap })}
        {guard.freeFrom === null ? null : ` · ${w("guardFree", { date: guard.freeFrom })}`}
      </p>
      {contacts.length === 0 ? (
        <p className="page-note">
          {w("contactsNone")} <Link to={customer}>{w("toCustomer")}</Link>
        </p>
      ) : null}
      <ul className="collections-contacts">
        {contacts.map((contact) => (
          <li key={contact.id}>
            <ContactRow contact={contact} detail={detail} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ContactRow({ contact, detail }: { contact: Contact; detail: CaseDetail }) {
  const w = useWords(collectionWords);
  const { message } = App.useApp();
  const script = useScript(detail, contact.name);
  const copy = async () => {
    await navigator.clipboard?.writeText(script.join("\n"));
    message.success(w("copied"));
  };
  const mail = `mailto:${contact.email}?subject=${encodeURIComponent(detail.row.customer.name)}&body=${encodeURIComponent(script.join("\n\n"))}`;
  return (
    <>
      <span>
        <b>{contact.name}</b> {contact.position}{" "}
        {contact.purpose === "superior" ? <Tag tone="plain" text={w("superior")} /> : null}
        <span className="page-note"> {contact.phone || contact.email}</span>
      </span>
      <span className="collections-ways">
        {contact.phone ? (
          <Button size="small" href={`tel:${contact.phone}`}>
            {w("callThem")}
          </Button>
        ) : null}
        {contact.email ? (
          <Button size="small" href={mail}>
            {w("mailThem")}
          </Button>
        ) : null}
        <Button size="small" onClick={() => void copy()}>
          {w("copyWecom")}
        </Button>
      </span>
    </>
  );
}

function timeIn(timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, timeStyle: "short" }).format(new Date());
}

/** Before eight, after six, and over noon nobody is glad of a call. */
function isQuiet(time: string): boolean {
  return time < "08:30" || time >= "18:00" || (time >= "12:00" && time < "13:30");
}
