// SMS of Alibaba Cloud: SendSms of 2017-05-25, signed by ACS3-HMAC-SHA256 (Alibaba Cloud, "V3 request
// structure and signature").
import { createHash, createHmac, randomUUID } from "node:crypto";
import { type Channel, type Delivery, fieldsOf, type Sender } from "./channel.ts";
import { phoneDigits, smsTemplate, templateField } from "./sms.ts";
import { callVendor, type VendorAnswer } from "./vendor-call.ts";

const host = "dysmsapi.aliyuncs.com";

export const aliyunSms: Channel = {
  code: "aliyun_sms",
  title: { zh: "短信（阿里云）", en: "SMS (Alibaba Cloud)" },
  addressKind: "phone",
  hasTemplates: true,
  fields: [
    { name: "accessKeyId", zh: "AccessKey ID", en: "AccessKey ID", isNeeded: true },
    {
      name: "accessKeySecret",
      zh: "AccessKey Secret",
      en: "AccessKey secret",
      isSecret: true,
      isNeeded: true,
    },
    { name: "signName", zh: "短信签名", en: "Signature name", isNeeded: true },
  ],
  open: (settings) => {
    const field = fieldsOf(settings);
    const accessKeyId = field("accessKeyId");
    const accessKeySecret = field("accessKeySecret");
    const signName = field("signName");
    if (accessKeyId === "" || accessKeySecret === "" || signName === "") return null;
    const send: Sender["send"] = async (message, handingOver) => {
      const phone = phoneDigits(message.to.address);
      if (phone === null) return { outcome: "refused", error: "not_a_phone" };
      const template = smsTemplate(field(templateField(message.template)));
      if (template === null) return { outcome: "deferred", error: "template_not_registered" };
      const params = template.places.map((place) => [place, message.params[place] ?? ""]);
      const query = {
        // a Chinese number goes without its country
        PhoneNumbers: /^861\d{10}$/.test(phone) ? phone.slice(2) : phone,
        SignName: signName,
        TemplateCode: template.id,
        TemplateParam: JSON.stringify(Object.fromEntries(params)),
        OutId: message.messageId,
      };
      const signed = signAcs3({
        host,
        action: "SendSms",
        version: "2017-05-25",
        query,
        accessKeyId,
        accessKeySecret,
        date: settings
          .now()
          .toISOString()
          .replace(/\.\d{3}Z$/, "Z"),
        nonce: randomUUID(),
      });
      const base = settings.vendorAddress ?? `https://${host}`;
      handingOver();
      return callVendor(`${base}/?${signed.query}`, { headers: signed.headers, body: "" }, judge);
    };
    return { send, close: () => {} };
  },
};

/** What is wrong with this number or this message; everything else may be better tomorrow. */
const ofTheMessage = new Set([
  "isv.MOBILE_NUMBER_ILLEGAL",
  "isv.BLACK_KEY_CONTROL_LIMIT",
  "isv.PARAM_LENGTH_LIMIT",
  "isv.PARAM_NOT_SUPPORT_URL",
  "isv.TEMPLATE_MISSING_PARAMETERS",
  "isv.TEMPLATE_PARAMS_ILLEGAL",
]);

function judge({ json, text }: VendorAnswer): Delivery {
  const code = json?.["Code"];
  if (code === "OK") return { outcome: "sent", answer: `BizId ${String(json?.["BizId"] ?? "")}` };
  const isRefused = typeof code === "string" && ofTheMessage.has(code);
  return { outcome: isRefused ? "refused" : "deferred", error: text };
}

export type Acs3Request = {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** ISO 8601 in UTC, to the second. */
  readonly date: string;
  readonly nonce: string;
};

/** A POST without a body; the query stands in the order it was signed in. */
export function signAcs3(request: Acs3Request) {
  const query = Object.entries(request.query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const bodyHash = sha256("");
  const signedHeaders: readonly (readonly [string, string])[] = [
    ["host", request.host],
    ["x-acs-action", request.action],
    ["x-acs-content-sha256", bodyHash],
    ["x-acs-date", request.date],
    ["x-acs-signature-nonce", request.nonce],
    ["x-acs-version", request.version],
  ];
  const names = signedHeaders.map(([name]) => name).join(";");
  const headerLines = signedHeaders.map(([name, value]) => `${name}:${value}\n`).join("");
  const canonical = ["POST", "/", query, headerLines, names, bodyHash].join("\n");
  const algorithm = "ACS3-HMAC-SHA256";
  const signature = createHmac("sha256", request.accessKeySecret)
    .update(`${algorithm}\n${sha256(canonical)}`)
    .digest("hex");
  const credential = `Credential=${request.accessKeyId}`;
  const authorization = `${algorithm} ${credential},SignedHeaders=${names},Signature=${signature}`;
  const headers: Record<string, string> = Object.fromEntries(signedHeaders.slice(1));
  return { query, headers: { ...headers, authorization } };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** RFC 3986 §2.3: unreserved characters alone stand as they are. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
