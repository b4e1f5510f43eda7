// Where the money stands: twelve weeks of recovery and the overdue by grade beside each other, and what
// got worse; the figures are the dashboard's own.
import "../dashboard/dashboard.css";
import type { Dashboard } from "../../../src/contract/dashboard.ts";
import { GradeBlock } from "../dashboard/grade-block.tsx";
import { RiskBlock } from "../dashboard/risk-block.tsx";
import { TrendBlock } from "../dashboard/trend-block.tsx";

const mostRisks = 5;

export function RecoveryBlocks({ data, isShort }: { data: Dashboard; isShort: boolean }) {
  return (
    <div className="dashboard today-recovery">
      <TrendBlock data={data} />
      <GradeBlock data={data} isShort={isShort} />
    </div>
  );
}

export function TopRisks({ data }: { readonly data: Dashboard }) {
  return (
    <div className="dashboard">
      <RiskBlock data={{ ...data, risks: data.risks.slice(0, mostRisks) }} />
    </div>
  );
}
