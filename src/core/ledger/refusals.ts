// Everything the ledger may refuse, in one union: the words and the HTTP answers are complete by it.

import type { PeriodClosed, ReversalDateRefusal } from "./accounting-date.ts";
import type { BillDeliveriesRefusal } from "./bill-deliveries.ts";
import type { AdvanceRefusal, ApplyAdvanceRefusal } from "./events/advances.ts";
import type { AllocationRefusal, OffsetRefusal } from "./events/allocations.ts";
import type {
  RecoveryAsIncomeRefusal,
  RecoveryRefusal,
  WriteOffRefusal,
} from "./events/bad-debts.ts";
import type {
  ClearRefusal,
  DiscountRefusal,
  DishonourRefusal,
  EndorseRefusal,
  RecourseRefusal,
} from "./events/bills.ts";
import type {
  FactoredClearRefusal,
  FactoredRecourseRefusal,
  FactorRefusal,
  HoldForFactorRefusal,
} from "./events/factoring.ts";
import type { GoodsPaymentRefusal } from "./events/goods-payment.ts";
import type { NettingRefusal, TransferRefusal } from "./events/netting.ts";
import type {
  BankReturnRefusal,
  ClaimRefusal,
  MoveRefusal,
  UnclaimedRefusal,
} from "./events/receipts.ts";
import type { RefundRefusal } from "./events/refunds.ts";
import type { RetentionReleaseRefusal, RetentionSplitRefusal } from "./events/retention.ts";
import type { MissingRate } from "./rates.ts";
import type { ReversalRefusal } from "./reversal.ts";

export type LedgerRefusal =
  | PeriodClosed
  | ReversalDateRefusal
  | MissingRate
  | BillDeliveriesRefusal
  | ClaimRefusal
  | MoveRefusal
  | BankReturnRefusal
  | UnclaimedRefusal
  | RefundRefusal
  | AllocationRefusal
  | OffsetRefusal
  | RetentionSplitRefusal
  | RetentionReleaseRefusal
  | AdvanceRefusal
  | ApplyAdvanceRefusal
  | NettingRefusal
  | TransferRefusal
  | GoodsPaymentRefusal
  | DishonourRefusal
  | DiscountRefusal
  | EndorseRefusal
  | ClearRefusal
  | RecourseRefusal
  | FactorRefusal
  | FactoredClearRefusal
  | FactoredRecourseRefusal
  | HoldForFactorRefusal
  | WriteOffRefusal
  | RecoveryRefusal
  | RecoveryAsIncomeRefusal
  | ReversalRefusal;

export type LedgerRefusalCode = LedgerRefusal["code"];
