// SMS of Tencent Cloud: SendSms of 2021-01-11, signed by TC3-HMAC-SHA256 (Tencent Cloud, "Signature
// method v3").
import { createHash, createHmac } from "node:crypto";
import { type Channel, type Delivery, fieldsOf, type Sender } from "./channel.ts";
import { phoneDigits, smsTemplate, templateField } from "./sms.ts";
import { callVendor, type VendorAnswer } from "./vendor-call.ts";

const host = "sms.tencentcloudapi.com";
const usualRegion = "ap-guangzhou";

export const tencentSms: Channel = {
  code: "tencent_sms",
  title: { zh: "短信（腾讯云）", en: "SMS (Tencent Cloud)" },
  addressKind: "phone",
  hasTemplates: true,
  fields: [
    { name: "secretId", zh: "SecretId", en: "SecretId", isNeeded: true },
    { name: "secretKey", zh: "SecretKey", en: "SecretKey", isSecret: true, isNeeded: true },
    { name: "sdkAppId", zh: "SdkAppId", en: "SdkAppId", isNeeded: true },
    { name: "signName", zh: "短信签名", en: "Signature name", isNeeded: true },
    {
      name: "region",
      zh: "地域",
      en: "Region",
      hint: { zh: `留空为 ${usualRegion}`, en: `Empty: ${usualRegion}` },
    },
  ],
  open: (settings) => {
    const field = fieldsOf(settings);
    const needed = ["secretId", "secretKey", "sdkAppId", "signName"];
    if (needed.some((name) => field(name) === "")) return null;
    const send: Sender["send"] = async (message, handingOver) => {
      const phone = phoneDigits(message.to.address);
      if (phone === null) return { outcome: "refused", error: "not_a_phone" };
      const template = smsTemplate(field(templateField(message.template)));
      if (template === null) return { outcome: "deferred", error: "template_not_registered" };
      const body = JSON.stringify({
        PhoneNumberSet: [`+${phone}`],
        SmsSdkAppId: field("sdkAppId"),
        SignName: field("signName"),
        TemplateId: template.id,
        TemplateParamSet: template.places.map((place) => message.params[place] ?? ""),
        SessionContext: message.messageId,
      });
      const headers = signTc3({
        host,
        service: "sms",
        action: "SendSms",
        version: "2021-01-11",
        region: field("region") || usualRegion,
        secretId: field("secretId"),
        secretKey: field("secretKey"),
        timestamp: Math.floor(settings.now().getTime() / 1000),
        body,
      });
      handingOver();
      return callVendor(settings.vendorAddress ?? `https://${host}`, { headers, body }, judge);
    };
    return { send, close: () => {} };
  },
};

/** What is wrong with this number or this message; everything else may be better tomorrow. */
const ofTheMessage =
  /^(InvalidParameterValue\.(IncorrectPhoneNumber|TemplateParameterFormatError|TemplateParameterLengthLimit)|FailedOperation\.PhoneNumberInBlacklist)/;

function judge({ json, text }: VendorAnswer): Delivery {
  const response = childOf(json, "Response");
  const list = response?.["SendStatusSet"];
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const status = childOf({ first }, "first") ?? childOf(response, "Error");
  const code = String(status?.["Code"] ?? "");
  if (code === "Ok") return { outcome: "sent", answer: `SerialNo ${String(status?.["SerialNo"])}` };
  return { outcome: ofTheMessage.test(code) ? "refused" : "deferred", error: text };
}

type Json = Readonly<Record<string, unknown>>;

function childOf(json: Json | null, name: string): Json | null {
  const child = json?.[name];
  return typeof child === "object" && child !== null ? { ...child } : null;
}

export type Tc3Request = {
  readonly host: string;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly secretId: string;
  readonly secretKey: string;
  /** Seconds since 1970, UTC. */
  readonly timestamp: number;
  readonly body: string;
};

/** The headers of a signed POST of JSON; Host is left to the connection, but signed. */
export function signTc3(request: Tc3Request): Record<string, string> {
  const contentType = "application/json; charset=utf-8";
  const names = "content-type;host";
  const headerLines = `content-type:${contentType}\nhost:${request.host}\n`;
  const canonical = ["POST", "/", "", headerLines, names, sha256(request.body)].join("\n");
  const day = new Date(request.timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${day}/${request.service}/tc3_request`;
  const algorithm = "TC3-HMAC-SHA256";
  const toSign = [algorithm, String(request.timestamp), scope, sha256(canonical)].join("\n");
  const dayKey = hmac(`TC3${request.secretKey}`, day);
  const key = hmac(hmac(dayKey, request.service), "tc3_request");
  const signature = hmac(key, toSign).toString("hex");
  const credential = `Credential=${request.secretId}/${scope}`;
  return {
    "content-type": contentType,
    "x-tc-action": request.action,
    "x-tc-timestamp": String(request.timestamp),
    "x-tc-version": request.version,
    "x-tc-region": request.region,
    authorization: `${algorithm} ${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
