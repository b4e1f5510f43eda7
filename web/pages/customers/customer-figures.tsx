// The figures of a customer per currency, the tie of the aged items to the ledger, and what falls
// due in the coming weeks.
import type { CustomerFigures, CustomerPage } from "../../../src/contract/customers.ts";
import { FigureStrip, type StripFigure } from "../../components/figure-strip.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { customerWords } from "../../words/customers.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { isZero } from "../items/item-columns.tsx";

export function CustomerFiguresPanel(props: {
  readonly page: CustomerPage;
  readonly onTab: (tab: string) => void;
}) {
  const { page, onTab } = props;
  const { figures } = page;
  return (
    <div className="customer-figures">
      {figures.map((one) => (
        <div className="customer-currency" key={one.currency}>
          <Figures figures={one} isOnlyOne={figures.length === 1} onTab={onTab} />
          <Tie figures={one} homeCurrency={page.homeCurrency} />
          <Weeks figures={one} />
        </div>
      ))}
    </div>
  );
}

const always = ["receivable", "overdue", "unapplied"] as const;
const whenPresent = ["advances", "bills", "retentions", "disputed"] as const;

function Figures(props: {
  readonly figures: CustomerFigures;
  readonly isOnlyOne: boolean;
  readonly onTab: (tab: string) => void;
}) {
  const { figures, isOnlyOne, onTab } = props;
  const w = useWords(customerWords);
  const language = useLanguage();
  const { currency } = figures;
  const figure = (key: (typeof always)[number] | (typeof whenPresent)[number]): StripFigure => ({
    key,
    label: isOnlyOne ? w(key) : `${w(key)} ${currency}`,
    amounts: [{ amount: figures[key], currency }],
    onOpen: () => onTab(key === "unapplied" ? "receipts" : "items"),
    ...(key === "bills" && !isZero(figures.billsPassedOn)
      ? {
          note: w("billsPassedOn", {
            amount: formatAmount(figures.billsPassedOn, currency, language),
          }),
        }
      : {}),
  });
  const present = whenPresent.filter((key) => !isZero(figures[key]));
  return <FigureStrip figures={[...always, ...present].map(figure)} />;
}

/** 账龄合计 − 未核销 = 账面 ✓ 0.00: items and receipts against posting lines. */
function Tie({ figures, homeCurrency }: { figures: CustomerFigures; homeCurrency: string }) {
  const w = useWords(customerWords);
  const language = useLanguage();
  const { currency, difference, homeDifference } = figures;
  const money = (amount: string) => formatAmount(amount, currency, language);
  const holds = isZero(difference) && isZero(homeDifference);
  return (
    <div className="customer-tie">
      <span>
        {w("tieText", {
          aged: money(figures.receivable),
          unapplied: money(figures.unapplied),
          book: money(figures.book),
        })}
      </span>
      <span className={holds ? "holds" : "breaks"}>
        {holds ? w("tieHolds") : w("tieBroken", { difference: money(difference) })}
      </span>
      {isZero(homeDifference) ? null : (
        <span className="breaks">
          {w("tieHome", { difference: formatAmount(homeDifference, homeCurrency, language) })}
        </span>
      )}
    </div>
  );
}

function Weeks({ figures }: { figures: CustomerFigures }) {
  const w = useWords(customerWords);
  const { weeks, currency } = figures;
  if (weeks.every(({ amount }) => isZero(amount))) return null;
  return (
    <div className="week-bar">
      <span>{w("upcoming")}</span>
      {weeks.map(({ from, to, amount }) => (
        <span
          key={from}
          className={isZero(amount) ? "week" : "week is-due"}
          title={w("week", { from, to })}
        >
          {from.slice(5)}
          {isZero(amount) ? (
            <span className="money">–</span>
          ) : (
            <MoneyText amount={amount} currency={currency} />
          )}
        </span>
      ))}
    </div>
  );
}
