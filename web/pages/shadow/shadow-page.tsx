// 影子月: hand in the month the firm settled itself; see where the system agrees, where not, and say
// who was right. Each line calibrates the engine.
import "./shadow.css";
import { useQueryClient } from "@tanstack/react-query";
import { App, Upload } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type ShadowMonthOnWire, shadowMonth } from "../../../src/contract/shadow.ts";
import { uploadFiles } from "../../api/client.ts";
import { refreshPaths, useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { shareText } from "../../ui/share-text.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { useLanguage, useWords } from "../../words/words.ts";

type Month = NonNullable<ShadowMonthOnWire["month"]>;
type Line = Month["disagreements"][number];

export function Component() {
  const w = useWords(accuracyWords);
  const path = `${useBooksPath()}/shadow-month`;
  const { data, error, refetch } = useGet(shadowMonth, path);
  return (
    <SettingsFrame title={w("shadow")} note={w("shadowNote")}>
      <HandIn path={path} />
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={6} />}
      {data?.month === null ? (
        <section className="panel">
          <EmptyState kind="yet" title={w("shadowYet")} text={w("shadowYetText")} />
        </section>
      ) : null}
      {data?.month ? <Result month={data.month} path={path} /> : null}
    </SettingsFrame>
  );
}

function HandIn({ path }: { readonly path: string }) {
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const client = useQueryClient();
  const notAllowed = useRefusal("decide_matches");
  const [isReading, setReading] = useState(false);
  const read = async (file: File) => {
    setReading(true);
    try {
      await uploadFiles(shadowMonth, path, [file], () => {});
      await refreshPaths(client, [path]);
    } catch (failure) {
      void message.error(sentence(failure));
    } finally {
      setReading(false);
    }
  };
  return (
    <section className="panel shadow-in">
      <Upload
        showUploadList={false}
        disabled={notAllowed !== null}
        beforeUpload={(file) => {
          void read(file);
          return false;
        }}
      >
        <RefusedButton type="primary" reason={notAllowed} loading={isReading}>
          {w("shadowHandIn")}
        </RefusedButton>
      </Upload>
      <span className="page-note">{w("shadowColumns")}</span>
    </section>
  );
}

const shown = ["agree", "differ", "asked_right", "asked_wrong", "missed"] as const;

function Result({ month, path }: { readonly month: Month; readonly path: string }) {
  const w = useWords(accuracyWords);
  const language = useLanguage();
  const { lines, outcomes, minutesSaved } = month;
  const automatic = outcomes.agree.count + outcomes.differ.count;
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{month.fileName}</h2>
        <span className="page-note">
          {w("shadowRead", {
            rows: grouped(month.rowsRead),
            lines: grouped(lines.count),
            unplaced: grouped(month.rowsUnplaced),
          })}
        </span>
      </header>
      <div className="panel-body">
        <p className="shadow-sum">
          {w("shadowSum", {
            share: shareText(lines.count === 0 ? null : automatic / lines.count),
            right: shareText(automatic === 0 ? null : outcomes.agree.count / automatic),
            hours: Math.floor(minutesSaved / 6) / 10,
          })}
        </p>
        <div className="shadow-figures">
          {shown.map((outcome) => (
            <div key={outcome} className="figure">
              <span className="figure-label">{w(`shadow_${outcome}`)}</span>
              <span className="accuracy-share">{grouped(outcomes[outcome].count)}</span>
              <span className="figure-note">
                {formatAmount(
                  outcomes[outcome].home.amount,
                  outcomes[outcome].home.currency,
                  language,
                )}
              </span>
            </div>
          ))}
        </div>
        <p className="page-note">
          {w("shadowJudged", {
            ours: month.oursRight,
            theirs: month.theirsRight,
            open: month.unjudged,
          })}
        </p>
        <ul className="shadow-lines">
          {month.disagreements.map((line) => (
            <Disagreement key={line.lineId} line={line} path={`${path}/${month.id}`} root={path} />
          ))}
        </ul>
      </div>
    </section>
  );
}

type DisagreementProps = { readonly line: Line; readonly path: string; readonly root: string };

function Disagreement({ line, path, root }: DisagreementProps) {
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const { id: booksId } = useBooks();
  const notAllowed = useRefusal("decide_matches");
  const send = useSend(shadowMonth, "POST", [root]);
  const say = (verdict: "ours" | "theirs" | "neither") =>
    send.mutate(
      { path: `${path}/lines/${line.lineId}/verdict`, body: { verdict } },
      { onError: (fault) => void message.error(sentence(fault)) },
    );
  return (
    <li>
      <div className="shadow-head">
        <Tag
          tone={line.outcome === "differ" ? "red" : "amber"}
          text={w(`shadow_${line.outcome}`)}
        />
        <Link to={pathTo("matchLine", { booksId, lineId: line.lineId })}>{line.date}</Link>
        <span>{line.payerName}</span>
        <MoneyText {...line.amount} showCurrency />
      </div>
      {line.memo === "" ? null : <div className="page-note">{line.memo}</div>}
      <Parts label={w("shadowOurs")} parts={line.ours} />
      <Parts label={w("shadowTheirs")} parts={line.theirs} />
      {line.verdict ? (
        <Tag text={w(`shadowVerdict_${line.verdict}`)} outlined />
      ) : (
        <div className="shadow-acts">
          {(["ours", "theirs", "neither"] as const).map((verdict) => (
            <RefusedButton
              key={verdict}
              size="small"
              reason={notAllowed}
              loading={send.isPending}
              onClick={() => say(verdict)}
            >
              {w(`shadowVerdict_${verdict}`)}
            </RefusedButton>
          ))}
        </div>
      )}
    </li>
  );
}

function Parts(props: { readonly label: string; readonly parts: Line["ours"] }) {
  return (
    <div className="shadow-parts">
      <span className="page-note">{props.label}</span>
      <span>
        {props.parts.map(({ no, customerName, amount }) => (
          <span key={`${no} ${customerName}`} title={customerName}>
            {no} <MoneyText {...amount} />
          </span>
        ))}
      </span>
    </div>
  );
}
