// Numbers of the bank's own, and of checks, which say that they are: they name no document of ours.

/** Group 1: the digits. */
export const bankReference =
  /(?:凭证(?:号码?|编号)|流水号?|(?:交易|业务|核心|全局|平台|报文)(?:编号|序号|号|参考号)|回单(?:编号|号)?|指令(?:编号|号)?|柜员号?|网点号?|机构号|批次号?|支票号?码?|HVPS|BEPS|IBPS|GIRO|OBSS|TRN|TRACE|\bIR|EREF\+|KREF\+|\b(?:CHE(?:CK|QUE)|CHQ|CHK|CK|SCHECK)(?![A-Z])(?: ?(?:NO|NR|NUM|NUMBER)(?![A-Z]))?)[\s:.#+]*(?:[A-Z]{0,4})(\d{4,})/g;
