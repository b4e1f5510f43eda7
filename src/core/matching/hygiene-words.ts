// The words by which a bank line shows that it is no receipt of a customer (R36), in the languages of
// the banks we read. Matched against folded text: capitals without accents, simplified characters.
import type { NotReceivableCategory } from "./output.ts";

export type Sign = {
  readonly category: NotReceivableCategory;
  /** What the payer's name says; ignored where the payer is a customer. */
  readonly payer?: RegExp;
  readonly memo?: RegExp;
  /** Both have to fit (else either). */
  readonly both?: true;
  /** An authority that pays for goods is a buyer. */
  readonly unlessGoods?: true;
};

const bankName = listed`
  银行 | 信用社
  BANK\b | BANQUE | SPARKASSE | \bBANC[OA]\b | CREDIT (?:AGRICOLE|MUTUEL|LYONNAIS) | PARIBAS
  SOCIETE GENERALE | CAIXABANK | RAIFFEISEN | \bKFW\b | BPIFRANCE | \bHSBC\b | \bDBS\b
  STANDARD CHARTERED | \bCITI\b | WELLS FARGO | \bJ\.?P\.? ?MORGAN | \bBARCLAYS\b | \bLLOYDS\b
  \bNATWEST\b | COMMERZ | \bSANTANDER\b | \bBBVA\b
  公[库庫] | 金库
`;
export const bank = new RegExp(bankName);
const bankOrNobody = new RegExp(`${bankName}|利息|^INTEREST|^ZINS|^INTERET|^$`);
const bankOrNobodyOrFunds = new RegExp(
  `${bankName}|利息|^INTEREST|^ZINS|^INTERET|^$|理财|证券|基金管理|信托`,
);
const nobody = /^$/;
const somebody = /./;
/** Money that moves between our own accounts, in the bank's words. */
const internal = words`
  内部(转账|划转|划拨|往来) | 同名(转账|划转) | 本单位划转
  \b(INTERNAL|INTER-?ACCOUNT|OWN ACCOUNT|ACCOUNT|BOOK|ONLINE|SAVINGS) (TRANSFER|TRSF|XFER)\b
  \b(TRANSFER|TRSF|TRF|XFER) (FROM|TO) (SAV|CHK|CHECKING|MMA|ACCT|ACCOUNT|OWN) | OWN ACCOUNT
  UMBUCHUNG | EIGENUBERTRAG | UBERTRAG (VON|AUF|TAGESGELD|FESTGELD) | VIREMENT INTERNE
  COMPTE A COMPTE | TRASPASO (INTERNO|ENTRE CUENTAS) | GIROCONTO
`;

/** Money that is gathered in one account of the group, or comes back from there. */
export const cashPool = words`
  资金池 | 现金池 | (资金|余额)归集 | 归集下拨 | 资金[下上]拨 | 资金[上下]划
  现金管理.{0,4}[划拨]
  CASH[ -]?(POOL|CONCENTRATION) | ZERO BALANC | \bZBA\b | \bSWEEP (TO|FROM)\b | TARGET BALANC
`;

/** Wages that could not be paid out. */
export const payrollReturn = words`
  代发(工资)?(失败|退|不成功) | 工资(退回|退票|退汇|代发退|(发放)?失败) | 多发(的)?工资
  报销退回 | 退报销
  (SALARY|SALARIES|PAYROLL|WAGES?|DIRECT DEPOSIT( PAYROLL)?) (RETURN|REVERS|REJECT)
  (RETURN|REJECT)(ED)? (SALARY|SALARIES|PAYROLL|WAGES?|DIRECT DEPOSIT)
  (RUE?CK(LAE?UFER|BUCHUNG|GABE|UE?BERWEISUNG)?|RETOURE)\W{0,2}(GEHALT|LOHN)
  (GEHALT|LOHN)(SZAHLUNG)?\W{0,2}(RUE?CK|RETOURE)
  (REJET|RETOUR) (DE |DU )?(VIR(EMENT)? )?(DE |DU )?SALAIRE | SALAIRE (REJETE|RETOURNE)
  (DEVOLUCION (DE )?NOMINA|NOMINA (DEVUELTA|RECHAZADA))
  (给与|给料)(振込)?.{0,2}(组戻|返金)
  STIPENDI?O? (RESPINTO|STORNATO)
`;

// In order of precedence: the first that fits is taken.
export const signs: readonly Sign[] = [
  { category: "cash_pool", memo: cashPool },
  { category: "payroll_return", memo: payrollReturn },
  {
    category: "reversal",
    memo: words`
      冲正 | 冲账 | 错账 | 抹账 | 退汇 | 退票 | 汇款退回 | (?<![预多])付款退回 | 账号户名不符
      入账失败
      REVERSAL
      RETURNED (PAYMENT|FUNDS|BACS|CHAPS|FASTER PAYMENT|TT|WIRE|ACH|GIRO|CREDIT|TRANSFER|REMITTANCE)
      (PAYMENT|FUNDS|GIRO|ACH|WIRE|TT|TRANSFER) RETURN(ED)?\b | RETURN OF FUNDS
      REJECTED (PAYMENT|TRANSFER|WIRE|ACH|GIRO) | (REJET|RETOUR) (DE |DU )?VIR(EMENT)?\b
      VIR(EMENT)? (REJETE|RETOURNE) | TRANSF(ERENCIA)? (DEVUELTA|RECHAZADA)
      DEVOLUCION (DE )?TRANSF | RUE?CKUE?BERWEISUNG | RUE?CKBUCHUNG | RUE?CKGABE UE?BERW
      RETOURE\W{0,2}(SEPA|UE?BERWEISUNG) | VIR(EMENT)? EMIS (REJETE|RETOURNE)
      TRANSF\. (DEVUELTA|RECHAZADA) | RETURN OF OUTWARD | OUTWARD (TT|REMITTANCE|PAYMENT) RETURN
      组戻
      STORNO | BONIFICO (RESPINTO|STORNATO)
    `,
  },
  {
    category: "interest",
    payer: bankOrNobody,
    memo: words`
      结息 | 利息 | [付收]息
      \bINTEREST\b | ZINSABSCHLUSS | \bINT\.? ?(CR|PAID|PD\b|EARNED) | \bCR\.? INT | ZINSEN
      \bINTERE(TS|SES)\b | \bINTERESSI\b | \bJUROS\b
    `,
    both: true,
  },
  {
    category: "interest",
    memo: words`
      ｵﾘｿｸ | オリソク
      存款利息 | 活期利息 | 结息入账 | 账户结息 | 季度结息 | 利息入账
      (CREDIT|SWEEP|DEPOSIT) INTEREST | INTEREST (EARNED|CREDIT) | (HABEN|GUTHABEN)ZINS
      ZINSGUTSCHRIFT | INTERETS CREDITEURS | ZINSABSCHLUSS | EARNINGS CREDIT\b
      예금 ?이자 | 이자 ?입금
      (ABONO|LIQUIDACION) (DE )?INTERESES
    `,
  },
  {
    category: "subsidy",
    memo: words`
      补贴 | 补助 | 奖励资金 | 奖补 | 稳岗 | 扩岗 | 扶持资金 | 专项资金 | 财政拨款 | 扶持金
      (高企|高新技术企业|专精特新|科技|人才).{0,4}奖励
      SUBSIDY | GRANT (PAYMENT|DISBURS|PAYOUT|CLAIM)
      (GOVERNMENT|SMALL BUSINESS|BUSINESS SUPPORT|INNOVATION) GRANT | \bFUND DISBURSEMENT
      WAGE (CREDIT|SUPPORT) SCHEME | SUBVENTION | SUBVENCION | SOVVENZIONE | ZUSCHUSS
      FOE?RDERMITTEL | FORSCHUNGSZULAGE | AIDE (REGIONALE|PUBLIQUE|A L.?EMBAUCHE|A L.?APPRENTI)
      AYUDA (PUBLICA|REGIONAL|A LA CONTRATACION|CONTRATACION) | KURZARBEITERGELD
      助成金 | 支援金
    `,
  },
  {
    category: "tax_refund",
    memo: words`
      出口退税 | 退税款 | 退税 | 还付金
      (세금|국세|부가(가치)?세) ?환급
      即征即退 | 增值税留抵 | 多缴税 | 个税手续费 | 消费税还付 | (法人|国|所得)税还付 | 手续费返还
      TAX (REF(UND)?|REPAYMENT)\b | (VAT|GST|HST) (REFUND|REPAYMENT) | STEUERERSTATTUNG
      UMSATZSTEUER.{0,3}ERSTATTUNG | ERSTATTUNG (UST|UMSATZSTEUER|VORSTEUER|STEUER)
      REMB(OURSEMEN)?T\.? (DU |DE )?(CREDIT )?(DE )?(TVA|IMPOT)
      DEVOLUCION (DE )?(IVA|IMPUESTO|HACIENDA|CUOTAS|INGRESOS INDEBIDOS) | RIMBORSO (IVA|IMPOST)
      REEMBOLSO (DE )?IVA
    `,
  },
  // 国库支付中心 pays out what the budget grants, the State treasury (国家金库) what was taxed.
  {
    category: "tax_refund",
    payer: words`
      税务局 | 国家金库 | 待报解预算 | 国库(?!.{0,4}(支付|收付|集中))
      \bFINANZ(AMT|KASSE)\b | \bDGFIP\b | FINANCES PUBLIQUES | TRESOR PUBLIC | AGENCIA TRIBUTARIA
      \bAEAT\b | AGENZIA (DELLE )?ENTRATE | \bIRS\b | ^US TREASURY\b | \bIRAS\b | \bHMRC\b
      \bHM REVENUE\b
      BELASTINGDIENST
    `,
    unlessGoods: true,
  },
  {
    category: "insurance",
    payer: words`
      保险 | 财险 | 产险 | 寿险
      INSURANCE | ASSURANCE | VERSICHERUNG | \bAXA\b | \bZURICH INS | \bCHUBB\b | INDEMNITY
      ASSICURAZION | SEGUROS | \bALLIANZ\b | \bGENERALI\b | \bMAPFRE\b | ^STATE FARM\b | \bGEICO\b
      KRANKENKASSE | ^AOK\b | \bCPAM\b | \bMAIF\b | \bMACIF\b | \bGROUPAMA\b
    `,
    memo: words`
      赔 | 理赔 | 保险金
      CLAIM | SCHADEN | SINISTRE | INDEMNI | SINIESTRO | SINISTRO | \bIJSS\b | ERSTATTUNG
      MUTTERSCHAFTSGELD | KRANKENGELD
    `,
    both: true,
  },
  {
    category: "insurance",
    memo: words`
      保险(理赔|赔款|赔付|赔偿) | 理赔款 | 保険金
      보험금
      INSURANCE CLAIM | VERSICHERUNGSLEISTUNG | SCHADEN(ZAHLUNG|REGULIERUNG)
      退保[费金] | 保费退[还回费] | 退还?保险?费
      VERSICHERUNG SCHADEN | (INDEMNITE|REMBOURSEMENT|REGLEMENT) (DE |DU )?SINISTRE
      INDEMNIZACION (DEL? )?(SINIESTRO|SEGURO)
    `,
  },
  // Not known as an insurer, and no customer, who cites the claim for which he pays a repair.
  {
    category: "insurance",
    payer: somebody,
    memo: words`
      SCHADEN(S|NR|NUMMER|FALL)?[-. :]{0,2}(NR|NUMMER)\b | TRANSPORTSCHADEN
      ENTSCHAE?DIGUNG.{0,12}SCHADEN
      CLAIMS? (SETTLEMENT|PAYOUT|PAYMENT)
    `,
    both: true,
  },
  {
    category: "loan",
    payer: new RegExp(`${bankName}|贷款|金融|租赁`),
    memo: words`
      放款 | 发放贷款 | 贷款 | 借款 | 流动资金 | 流贷 | 经营贷 | 押汇
      LOAN | DRAWDOWN | PACKING CREDIT | \bLOC (?:DRAW|ADVANCE) | LINE OF CREDIT | DARLEHEN
      KREDITAUSZAHLUNG | \bPRET\b | PRESTAMO | FINANZIAMENTO | \bMUTUO\b
    `,
    both: true,
  },
  {
    category: "loan",
    memo: words`
      贷款发放 | 贷款放款 | 流贷放款 | 借款发放 | 短期借款 | 借款入账 | 股东借款
      LOAN (DRAWDOWN|DRAWING|PROCEEDS|DISB(URSE[A-Z]*)?\b|ADVANCE) | DARLEHENSAUSZAHLUNG
      (DEBLOCAGE|MISE A DISPOSITION|VERSEMENT) (DE |DU )?PRET\b | DISPOSICION (DE |DEL )?PRESTAMO
      EROGAZIONE (MUTUO|FINANZIAMENTO)
      (DIRECTORS?|SHAREHOLDERS?|STOCKHOLDERS?|OFFICER).{0,2} LOAN | GESELLSCHAFTERDARLEHEN
      股东贷款 | 证书贷付 | 融资実行 | 借入金
      LINE OF CREDIT (DRAW|ADVANCE) | MISE A DISPOSITION (DU |DE )?CREDIT | ABONO (DE )?PRESTAMO
      DISPOSICION (DE )?(LA )?POLIZA
    `,
  },
  {
    category: "capital",
    memo: words`
      投资款 | 投资入股 | 入股款 | 认缴 | 增资 | 注资 | 出资款 | 实缴资本 | 注册资本 | 资本金
      股权款 | 实收资本 | 股东(出资|投入)
      CAPITAL (INJECTION|CONTRIBUTION|INCREASE) | SHARE CAPITAL
      EQUITY (INJECTION|CONTRIBUTION|INVESTMENT) | SHARE SUBSCRIPTION | SUBSCRIPTION OF SHARES
      KAPITALERHOE?HUNG | STAMMEINLAGE | GESELLSCHAFTEREINLAGE
      EINLAGE (DES |DER )?GESELLSCHAFTER
      (AUGMENTATION DE|APPORT EN|AMPLIACION DE|AUMENTO (DE|DI)) CAPITALE?\b
      股本金 | 増[资資] | 出[资資]金
      \bSERIES [A-E] (WIRE|FUNDING|INVESTMENT|ROUND) | APPORT (EN )?COMPTE COURANT
    `,
  },
  {
    category: "agency",
    payer: /社会保险|社保(中心|局|基金)|公积金管理|医疗保障/,
    unlessGoods: true,
  },
  { category: "agency", payer: /工会/, memo: /经费|会费|福利|拨[付款]|返还/, both: true },
  {
    category: "agency",
    memo: /生育津贴|工伤(保险)?待遇|社保(费)?(多缴)?(退|返)|退社保|社会保险费退|(住房)?公积金退/,
  },
  {
    category: "subsidy",
    payer:
      /财政局|财政厅|国库.{0,4}(支付|收付|集中)|人力资源和社会保障|科学技术局|科技局|商务局|工业和信息化|管理委员会/,
    unlessGoods: true,
  },
  {
    category: "platform",
    payer: words`
      支付宝 | 财付通 | 银联商务 | 拉卡拉 | 通联支付 | 快钱支付 | 易宝支付 | 汇付 | 随行付
      网银在线 | 合利宝 | 连连银通 | 微信支付 | 抖音支付 | 钱袋宝 | 有赞 | 京东(科技|支付)
      寻梦信息 | 支付清算 | 结算专户 | 商户服务 | 备付金 | 待清算 | 待报解(?!预算) | 过渡户 | 收单
      ALIPAY | TENPAY | LIANLIAN | AMAZON PAYMENTS | AIRWALLEX | WORLDFIRST | KLARNA | MOLLIE
      PAYPAL | STRIPE | ADYEN | WORLDPAY | PINGPONG | PAYONEER | SUMUP | GOCARDLESS | ^SQUARE\b
      \bFISERV\b | WORLDLINE | REDSYS | ^ZETTLE | ^BANKCARD\b | RAZORPAY | CCAVENUE | BILLDESK
      \bOMISE\b | CONCARDIS | BARCLAYCARD | ELAVON
      ^スクエア(?:\(カ\)?)?$
      \bPAYPAY\b
      八达通
    `,
  },
  // Market places settle what they sold for us; where one buys for itself it is a customer.
  {
    category: "platform",
    payer: words`
      美团 | 拼多多 | 京东 | 天猫 | 淘宝 | 抖音 | 快手 | 小红书 | 唯品会 | 携程 | 饿了么 | 拉扎斯
      滴滴
      AMAZON | \bEBAY\b | SHOPIFY | SHOPEE | LAZADA | \bETSY\b
    `,
    memo: /结算|提现|打款|(?<!退.{0,3})货款|MARKETPLACE PAYMENT|PAYOUT|DISBURSE|SETTLEMENT|WITHDRAWAL/,
    both: true,
  },
  {
    category: "platform",
    memo: words`
      平台结算 | 商城结算 | 店铺结算 | 电商结算 | 平台回款 | 商户结算 | 商户清算 | 清算款
      POS结算 | 收单结算 | 店铺提现 | 货款提现 | 平台提现
      (MERCHANT|BANKCARD|CARD|POS) (SETTLEMENT|(MTOT )?DEP(OSIT)?\b|PAYOUT)
      \b(RAZORPAY|OMISE|STRIPE|PAYPAL|ADYEN|SUMUP) (SETTLEMENT|PAYOUT)
      八达通结算
      カード売上
      加盟店[精清]算
      카드 ?매출
      (AMERICAN EXPRESS|\bAMEX|DISCOVER( NETWORK)?) SETTLEMENT | MERCHANT B(AN)?KCD DEP
      ^SQ \* | \bAXP DISCNT | REMISE (CB|CARTES?)\b
      (REMESA|ABONO|LIQUIDACION) (REMESA |TARJETAS )*TPV | REMESA TARJETAS | EC-UMSATZ
      KREDITKARTENABRECHNUNG | KARTENUMSATZ
    `,
  },
  {
    category: "deposit",
    memo: words`
      (投标|履约|招标|竞标|租赁|合同|押)?(?<!质量)保证金 | 押金 | (?<!质)保函退
      (SECURITY|TENANCY) DEPOSIT | BID BOND | (BID|TENDER|PERFORMANCE) (DEPOSIT|BOND)
      DEPOSIT (REFUND|RETURN) | (REFUND|RETURN) OF DEPOSIT | KAUTION
      敷金.{0,2}(?:返|戻|精算|清算) | 退[还回]?租按
      (REFUND|RETURN|RELEASE) OF (RENTAL|RENT|LEASE|SECURITY|TENDER|BID) DEPOSIT
      (RENT(AL)?|SECURITY|LEASE) DEP(OSIT)? (REFUND|RETURN) | DEPOT DE GARANTIE
      (RESTITUTION|REMBOURSEMENT|REMBT?|RETOUR) (DE |DE LA )?CAUTION\b
      DEVOLUCION (DE )?(LA |AVAL )?FIANZA | DEPOSITO CAUZIONALE
    `,
  },
  {
    category: "supplier_refund",
    memo: words`
      退[还回]?(多付|采购|预付|货)+款 | 退[还回](多付|采购|预付)(货|材料|设备)款
      (预付|货|采购)款退[回还] | 退预付 | 退费 | 采购退 | 供应商退 | 多付(退回|返还)
      退(还)?多(汇|付) | 多付(货)?款退 | 退款
      \bREFUND(ED)?\b | RUE?CK(ZAHLUNG|ERSTATTUNG) | \bERSTATTUNG\b | \bREMB(OURSEMENT|T)?\b
      TROP[- ]?PERCU | \bREEMBOLSO\b
      退[还回](贵|你)(司|公司|方|单位)(?!.{0,6}质) | 退[还回]?(重复|误|错)(付|汇|打|支付|转)
      返金 | 多交退 | 误缴 | (电|水|气|话)费退
      DEVOLUCION (EXCESO|COBRO|PAGO DUPLICADO) | PROVEEDOR DEVOLUCION | DOPPELZAHLUNG
      GUTHABEN (?:AUS )?(?:DER )?(?:JAHRES|STROM|GAS|HEIZ) | \bREBATE CHE(CK|QUE)\b | \bRIMBORSO\b
      TERUGBETALING
    `,
  },
  // A supplier credits what was sent back or paid ahead; what a customer calls so is his.
  {
    category: "supplier_refund",
    payer: somebody,
    memo: /GUTSCHRIFT\W{0,2}(RETOURE|WARENRUE?CK|(SCHLUSS|JAHRES|END)(AB)?RECHNUNG)|(SCHLUSS|JAHRES|END)(AB)?RECHNUNG\W{0,2}GUT(SCHRIFT|HABEN)/,
    both: true,
  },
  {
    category: "agency",
    memo: /代收代付|代收款项|代管(资金|款)|代收(水|电|社保|公积金|个税|保险)|代扣代缴(?!.{0,6}\d)|ESCROW/,
  },
  // Nobody is named: it is the bank that says whose money this is.
  { category: "own_transfer", payer: nobody, memo: internal, both: true },
  // Our own money comes back from the bank's products and from our people.
  {
    category: "other",
    payer: bankOrNobodyOrFunds,
    memo: /理财|结构性存款|定期存款|大额存单|通知存款|(TERM|TIME|FIXED) DEPOSIT/,
    both: true,
  },
  { category: "other", memo: /打款(验证|认证)|(对公|账[户号])验证|(企业|实名)认证打款/ },
  { category: "other", payer: nobody, memo: /\bDIVIDENDS?\b|股息|红利/, both: true },
  { category: "other", memo: /(归?还|退还?|交回)备用金|备用金(归还|退回|退还|余额)|差旅费?借款/ },
  // Money lent to us or given back: no word of a loan agreement that is merely cited.
  { category: "loan", memo: /借款(?!合同)/ },
];

/** What stands between " | " or on a line of its own, as one pattern; tried in this order. */
function words(list: TemplateStringsArray): RegExp {
  return new RegExp(listed(list));
}

function listed({ raw: [list = ""] }: TemplateStringsArray): string {
  return list
    .trim()
    .split(/\s*\n\s*|\s+\|\s+/)
    .join("|");
}
