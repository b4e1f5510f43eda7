// 验证: the books proven from the first record to the last, on demand.
import "./close.css";
import { Button } from "antd";
import type { z } from "zod";
import { verification } from "../../../src/contract/journal.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { grouped } from "../../ui/count.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { closeWords } from "../../words/close.ts";
import { useWords } from "../../words/words.ts";
import { SectionTabs } from "./section-tabs.tsx";

type Verification = z.infer<typeof verification>;

export function Component() {
  const w = useWords(closeWords);
  const path = `${useBooksPath()}/verification`;
  const { data, error, isFetching, refetch } = useGet(verification, path, { enabled: false });
  const run = () => void refetch();
  const button = (
    <Button type="primary" loading={isFetching} onClick={run}>
      {w(isFetching ? "verifyRunning" : data ? "verifyAgain" : "verifyRun")}
    </Button>
  );
  return (
    <div className="page-body is-reading">
      <SectionTabs>{data ? button : null}</SectionTabs>
      {error ? <Failure error={error} onRetry={run} /> : null}
      <section className="panel">
        <header className="panel-head">
          <h2>{w("verifyTitle")}</h2>
          <span className="page-note is-desktop">{w("verifyNote")}</span>
          {data ? (
            <span className="is-end">
              <Tag
                tone={data.holds ? "green" : "red"}
                text={w(data.holds ? "verifyHolds" : "verifyBroken")}
              />
            </span>
          ) : null}
        </header>
        {data ? <Checks result={data} /> : null}
        {!data && isFetching ? (
          <div className="panel-body">
            <Skeleton lines={6} />
          </div>
        ) : null}
        {!data && !isFetching ? (
          <EmptyState
            kind="yet"
            title={w("verifyEmpty")}
            text={w("verifyEmptyText")}
            action={button}
          />
        ) : null}
      </section>
    </div>
  );
}

type Check = {
  readonly key: string;
  readonly title: string;
  readonly why: string;
  readonly holds: boolean;
  readonly figure: string;
};

function Checks({ result }: { readonly result: Verification }) {
  const w = useWords(closeWords);
  const chain = (name: "entries" | "audit"): Check => {
    const { links, brokenAt } = result[name];
    return {
      key: name,
      title: w(`check_${name}`),
      why: w(`check_${name}_why`),
      holds: brokenAt === null,
      figure:
        brokenAt === null
          ? w("links", { count: grouped(links) })
          : w("brokenAt", { seq: grouped(brokenAt) }),
    };
  };
  const counted = (name: "balance" | "totals" | "lines" | "intragroup", faults: number): Check => ({
    key: name,
    title: w(`check_${name}`),
    why: w(`check_${name}_why`),
    holds: faults === 0,
    figure: faults === 0 ? w("zeroFaults") : w("faults", { count: faults }),
  });
  const checks: readonly Check[] = [
    chain("entries"),
    chain("audit"),
    counted("balance", result.unbalanced),
    counted("totals", result.totals),
    counted("lines", result.misplacedLines),
    counted("intragroup", result.intragroup),
    ...result.proofs.map(({ asOf, faults }) => ({
      key: asOf,
      title: w("check_proofs", { date: asOf }),
      why: w("check_proofs_why"),
      holds: faults === 0,
      figure: faults === 0 ? w("zeroFaults") : w("faults", { count: faults }),
    })),
  ];
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={check.key}>
          <Tag tone={check.holds ? "green" : "red"} text={w(check.holds ? "holds" : "fails")} />
          <span>
            <b>{check.title}</b>
            <small>{check.why}</small>
          </span>
          <span className="table-number">{check.figure}</span>
        </li>
      ))}
    </ul>
  );
}
