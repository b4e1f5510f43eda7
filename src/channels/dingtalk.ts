// Group robot of DingTalk 钉钉, with the signature of its "加签" setting: HmacSHA256 over
// "timestamp\nsecret" with the secret as key, Base64, in the address.
import { createHmac } from "node:crypto";
import { type Channel, fieldsOf } from "./channel.ts";
import { jsonHeaders, judgeRobot, robotText } from "./robot.ts";
import { callVendor } from "./vendor-call.ts";

const mostBytes = 20_000;

export const dingtalk: Channel = {
  code: "dingtalk",
  title: { zh: "钉钉群机器人", en: "DingTalk group robot" },
  addressKind: "team",
  hasTemplates: false,
  fields: [
    {
      name: "accessToken",
      zh: "access_token",
      en: "access_token",
      isSecret: true,
      isNeeded: true,
      hint: {
        zh: "Webhook 地址中 access_token= 之后的部分",
        en: "What follows access_token= in the webhook's address",
      },
    },
    {
      name: "signSecret",
      zh: "加签密钥",
      en: "Signing secret",
      isSecret: true,
      isNeeded: true,
      hint: { zh: "安全设置「加签」，以 SEC 开头", en: 'Security setting "sign", begins with SEC' },
    },
  ],
  open: (settings) => {
    const field = fieldsOf(settings);
    const accessToken = field("accessToken");
    const signSecret = field("signSecret");
    if (accessToken === "" || signSecret === "") return null;
    const base = settings.vendorAddress ?? "https://oapi.dingtalk.com";
    return {
      send: async (message, handingOver) => {
        const timestamp = String(settings.now().getTime());
        const sign = dingtalkSign(timestamp, signSecret);
        const query = new URLSearchParams({ access_token: accessToken, timestamp, sign });
        const content = robotText(message, mostBytes);
        const body = JSON.stringify({ msgtype: "text", text: { content } });
        handingOver();
        const url = `${base}/robot/send?${query}`;
        return callVendor(url, { headers: jsonHeaders, body }, judgeRobot("errcode"));
      },
      close: () => {},
    };
  },
};

/** timestamp: milliseconds since 1970. */
function dingtalkSign(timestamp: string, secret: string): string {
  return createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64");
}
