// Group robot of Feishu 飞书, with its signature: HmacSHA256 over nothing with "timestamp\nsecret" as
// key, Base64, in the body.
import { createHmac } from "node:crypto";
import { type Channel, fieldsOf } from "./channel.ts";
import { jsonHeaders, judgeRobot, robotText } from "./robot.ts";
import { callVendor } from "./vendor-call.ts";

const mostBytes = 20_000;

export const feishu: Channel = {
  code: "feishu",
  title: { zh: "飞书群机器人", en: "Feishu group robot" },
  addressKind: "team",
  hasTemplates: false,
  fields: [
    {
      name: "hook",
      zh: "Webhook 标识",
      en: "Webhook id",
      isSecret: true,
      isNeeded: true,
      hint: {
        zh: "Webhook 地址中 /hook/ 之后的部分",
        en: "What follows /hook/ in the webhook's address",
      },
    },
    {
      name: "signSecret",
      zh: "签名密钥",
      en: "Signing secret",
      isSecret: true,
      isNeeded: true,
      hint: { zh: "安全设置「签名校验」", en: 'Security setting "signature verification"' },
    },
  ],
  open: (settings) => {
    const field = fieldsOf(settings);
    const hook = field("hook");
    const signSecret = field("signSecret");
    if (hook === "" || signSecret === "") return null;
    const base = settings.vendorAddress ?? "https://open.feishu.cn";
    const url = `${base}/open-apis/bot/v2/hook/${encodeURIComponent(hook)}`;
    return {
      send: async (message, handingOver) => {
        const timestamp = String(Math.floor(settings.now().getTime() / 1000));
        const sign = feishuSign(timestamp, signSecret);
        const text = robotText(message, mostBytes);
        const body = JSON.stringify({ timestamp, sign, msg_type: "text", content: { text } });
        handingOver();
        return callVendor(url, { headers: jsonHeaders, body }, judgeRobot("code"));
      },
      close: () => {},
    };
  },
};

/** timestamp: seconds since 1970. */
function feishuSign(timestamp: string, secret: string): string {
  return createHmac("sha256", `${timestamp}\n${secret}`).digest("base64");
}
