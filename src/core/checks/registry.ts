// Every check of the data, in the order in which they are shown.
import { accountAtTwo } from "./account-at-two.ts";
import { amountOfInstalment } from "./amount-of-instalment.ts";
import { contractExceeded } from "./contract-exceeded.ts";
import type { DataCheck } from "./data-check.ts";
import { duplicateNumber } from "./duplicate-number.ts";
import { invoiceBeforeDelivery } from "./invoice-before-delivery.ts";
import { nameAndTaxId } from "./name-and-tax-id.ts";
import { taxIdCharacter } from "./tax-id-character.ts";
import { taxRateOfContract } from "./tax-rate-of-contract.ts";

export const dataChecks: readonly DataCheck[] = [
  taxRateOfContract,
  amountOfInstalment,
  contractExceeded,
  duplicateNumber,
  invoiceBeforeDelivery,
  taxIdCharacter,
  nameAndTaxId,
  accountAtTwo,
];
