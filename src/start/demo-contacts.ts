// Invented people at the demo's customers, so that statements and reminders have somebody to go to.
// The same customer gets the same people at every start; addresses end in .example and reach nobody.
import { insertContact } from "../db/contacts.ts";
import { selectContactlessCustomers } from "../db/demo-customers.ts";
import type { Db } from "../db/pool.ts";

type People = {
  readonly language: "zh" | "en";
  readonly name: (seed: number) => string;
  readonly positions: readonly string[];
  readonly superior: string;
};

const families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"];
const givenNames = ["敏", "静", "伟", "芳", "强", "丽", "军", "洋", "勇", "艳", "杰", "娟", "涛"];
const firstNames = ["Anna", "Peter", "Laura", "Thomas", "Julia", "Mark", "Nina", "Paul", "Sara"];
const lastNames = ["Berger", "Novak", "Hart", "Lindqvist", "Moreau", "Rossi", "Tan", "Walsh"];

const chinese: People = {
  language: "zh",
  name: (seed) => `${pick(families, seed)}${pick(givenNames, seed >>> 3)}`,
  positions: ["应付会计", "财务主管", "出纳", "财务经理"],
  superior: "财务总监",
};
/** At a customer abroad, who is written to in English. */
const english: People = {
  language: "en",
  name: (seed) => `${pick(firstNames, seed)} ${pick(lastNames, seed >>> 3)}`,
  positions: ["Payables accountant", "Finance lead", "Treasurer", "Finance manager"],
  superior: "Finance director",
};

/** Every fourth customer also has somebody above, for the last notice. */
const superiorEvery = 4;

/** How many customers got their people now. */
export async function addDemoContacts(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<number> {
  const customers = await selectContactlessCustomers(db, books);
  for (const { id, no, name } of customers) {
    const seed = seedOf(no);
    const people = /\p{Script=Han}/u.test(name) ? chinese : english;
    await addPerson(db, books.orgId, { customerId: id, people, seed, purpose: "payment" });
    if (seed % superiorEvery === 0) {
      const above = { customerId: id, people, seed: seed + 7, purpose: "superior" } as const;
      await addPerson(db, books.orgId, above);
    }
  }
  return customers.length;
}

async function addPerson(
  db: Db,
  orgId: number,
  of: {
    readonly customerId: number;
    readonly people: People;
    readonly seed: number;
    readonly purpose: "payment" | "superior";
  },
): Promise<void> {
  const { customerId, people, seed, purpose } = of;
  const isSuperior = purpose === "superior";
  await insertContact(db, orgId, {
    customerId,
    name: people.name(seed),
    position: isSuperior ? people.superior : pick(people.positions, seed >>> 5),
    email: `${isSuperior ? "cfo" : "ap"}@customer-${customerId}.example`,
    // numbers that no operator gives out
    phone: `1000000${String(seed % 10_000).padStart(4, "0")}`,
    postalAddress: "",
    language: people.language,
    purpose,
  });
}

function pick(list: readonly string[], at: number): string {
  return list[at % list.length] ?? "";
}

/** FNV-1a over the customer's number. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
