// Group robot of WeCom 企业微信: the key of its webhook is all it asks for; text up to 2,048 bytes.
import { type Channel, fieldsOf } from "./channel.ts";
import { jsonHeaders, judgeRobot, robotText } from "./robot.ts";
import { callVendor } from "./vendor-call.ts";

const mostBytes = 2_048;

export const wecom: Channel = {
  code: "wecom",
  title: { zh: "企业微信群机器人", en: "WeCom group robot" },
  addressKind: "team",
  hasTemplates: false,
  fields: [
    {
      name: "key",
      zh: "Webhook 密钥",
      en: "Webhook key",
      isSecret: true,
      isNeeded: true,
      hint: {
        zh: "Webhook 地址中 key= 之后的部分",
        en: "What follows key= in the webhook's address",
      },
    },
  ],
  open: (settings) => {
    const key = fieldsOf(settings)("key");
    if (key === "") return null;
    const base = settings.vendorAddress ?? "https://qyapi.weixin.qq.com";
    const url = `${base}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`;
    return {
      send: async (message, handingOver) => {
        const content = robotText(message, mostBytes);
        const body = JSON.stringify({ msgtype: "text", text: { content } });
        handingOver();
        return callVendor(url, { headers: jsonHeaders, body }, judgeRobot("errcode"));
      },
      close: () => {},
    };
  },
};
