// The contract of every channel, against vendors that answer over HTTP as their published interfaces
// say; and the signatures against the vendors' own published examples.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { type Asked, startVendor } from "../../tests/support/vendor-server.ts";
import { signAcs3 } from "./aliyun-sms.ts";
import type { Channel, Delivery, Outgoing, Sender } from "./channel.ts";
import { addressOn, channels, findChannel } from "./registry.ts";
import { robotText } from "./robot.ts";
import { phoneDigits, smsTemplate } from "./sms.ts";
import { signTc3 } from "./tencent-sms.ts";

const at = new Date("2026-10-03T02:00:00.123Z");

const message: Outgoing = {
  messageId: "<a@firm.example>",
  to: { name: "李工", address: "13800138000" },
  subject: "对账单 DZ2609001204",
  text: "请核对。",
  template: "statement",
  params: { no: "DZ2609001204", closing: "312,450.00", link: "https://x.example/p" },
  attachments: [],
};

const settings: Readonly<Record<string, { setting: object; secret: object }>> = {
  aliyun_sms: {
    setting: {
      accessKeyId: "LTAI-test",
      signName: "清账",
      "template.statement": "SMS_1 no closing",
    },
    secret: { accessKeySecret: "aliyun-secret" },
  },
  tencent_sms: {
    setting: {
      secretId: "AKID-test",
      sdkAppId: "1400006666",
      signName: "清账",
      "template.statement": "449739 no closing",
    },
    secret: { secretKey: "tencent-secret" },
  },
  wecom: { setting: {}, secret: { key: "693a91f6-7xxx" } },
  dingtalk: { setting: {}, secret: { accessToken: "ding-token", signSecret: "SECabc" } },
  feishu: { setting: {}, secret: { hook: "feishu-hook", signSecret: "feishu-secret" } },
};
const vendors = Object.keys(settings);

function open(code: string, vendorAddress: string | undefined): Sender {
  const known = settings[code];
  const sender = findChannel(code)?.open({
    setting: { ...known?.setting },
    secret: JSON.stringify(known?.secret ?? {}),
    now: () => at,
    vendorAddress,
  });
  assert.ok(sender, code);
  return sender;
}

async function deliver(code: string, address: string, changes: Partial<Outgoing> = {}) {
  let handed = 0;
  const sender = open(code, address);
  const delivery = await sender.send({ ...message, ...changes }, () => {
    handed += 1;
  });
  sender.close();
  return { delivery, handed };
}

/** Verifies as the vendor does, with the secret it gave out, from what came over the line. */
const verify: Readonly<Record<string, (asked: Asked) => boolean>> = {
  aliyun_sms: ({ url, headers }) => {
    const header = (name: string) => String(headers[name] ?? "");
    const query: Record<string, string> = Object.fromEntries(url.searchParams);
    const { headers: signed } = signAcs3({
      host: "dysmsapi.aliyuncs.com",
      action: header("x-acs-action"),
      version: header("x-acs-version"),
      query,
      accessKeyId: "LTAI-test",
      accessKeySecret: "aliyun-secret",
      date: header("x-acs-date"),
      nonce: header("x-acs-signature-nonce"),
    });
    return signed.authorization === header("authorization");
  },
  tencent_sms: ({ headers, body }) =>
    signTc3({
      host: "sms.tencentcloudapi.com",
      service: "sms",
      action: String(headers["x-tc-action"]),
      version: String(headers["x-tc-version"]),
      region: String(headers["x-tc-region"]),
      secretId: "AKID-test",
      secretKey: "tencent-secret",
      timestamp: Number(headers["x-tc-timestamp"]),
      body,
    })["authorization"] === headers["authorization"],
  wecom: ({ url }) => url.searchParams.get("key") === "693a91f6-7xxx",
  dingtalk: ({ url }) => {
    const timestamp = url.searchParams.get("timestamp") ?? "";
    const sign = createHmac("sha256", "SECabc").update(`${timestamp}\nSECabc`).digest("base64");
    return (
      url.searchParams.get("sign") === sign && url.searchParams.get("access_token") === "ding-token"
    );
  },
  feishu: ({ url, body }) => {
    const { timestamp, sign } = JSON.parse(body) as { timestamp: string; sign: string };
    const wanted = createHmac("sha256", `${timestamp}\nfeishu-secret`).update("").digest("base64");
    return sign === wanted && url.pathname.endsWith("/hook/feishu-hook");
  },
};

const taken: Readonly<Record<string, object>> = {
  aliyun_sms: { Code: "OK", Message: "OK", BizId: "9006", RequestId: "F655A8D5" },
  tencent_sms: {
    Response: {
      SendStatusSet: [
        {
          SerialNo: "5000:1045710669157053657849499619",
          PhoneNumber: "+8613800138000",
          Code: "Ok",
        },
      ],
      RequestId: "a0aabda6",
    },
  },
  wecom: { errcode: 0, errmsg: "ok" },
  dingtalk: { errcode: 0, errmsg: "ok" },
  feishu: { code: 0, msg: "success", data: {} },
};

test("each vendor takes a message whose signature it can verify", async (t) => {
  for (const code of vendors) {
    const { address, asked } = await startVendor(t, (one) => {
      assert.ok(verify[code]?.(one), `${code}: the signature does not verify`);
      return { json: taken[code] ?? {} };
    });
    const { delivery, handed } = await deliver(code, address);
    assert.equal(delivery.outcome, "sent", `${code}: ${JSON.stringify(delivery)}`);
    assert.deepEqual([handed, asked.length], [1, 1], code);
    assert.ok(asked[0]?.headers["user-agent"] !== undefined);
  }
});

test("what is sent is what the vendors' interfaces ask for", async (t) => {
  const { address, asked } = await startVendor(t, ({ url }) => ({
    json: url.searchParams.has("PhoneNumbers") ? { Code: "OK" } : (taken["tencent_sms"] ?? {}),
  }));
  await deliver("aliyun_sms", address);
  const { searchParams } = asked[0]!.url;
  assert.equal(searchParams.get("PhoneNumbers"), "13800138000");
  assert.equal(searchParams.get("SignName"), "清账");
  assert.equal(searchParams.get("TemplateCode"), "SMS_1");
  assert.deepEqual(JSON.parse(searchParams.get("TemplateParam") ?? ""), {
    no: "DZ2609001204",
    closing: "312,450.00",
  });
  assert.equal(asked[0]!.headers["x-acs-date"], "2026-10-03T02:00:00Z");
  await deliver("tencent_sms", address);
  assert.deepEqual(JSON.parse(asked[1]!.body), {
    PhoneNumberSet: ["+8613800138000"],
    SmsSdkAppId: "1400006666",
    SignName: "清账",
    TemplateId: "449739",
    TemplateParamSet: ["DZ2609001204", "312,450.00"],
    SessionContext: "<a@firm.example>",
  });
});

test("refusals for good, trouble that passes and lost answers are told apart", async (t) => {
  const outcome = async (code: string, said: { status?: number; json?: object } | null) => {
    const { address } = await startVendor(t, () => said);
    return (await deliver(code, address)).delivery.outcome;
  };
  const tencent = (Code: string) => ({ json: { Response: { SendStatusSet: [{ Code }] } } });
  assert.equal(
    await outcome("aliyun_sms", { json: { Code: "isv.MOBILE_NUMBER_ILLEGAL" } }),
    "refused",
  );
  assert.equal(
    await outcome("aliyun_sms", { json: { Code: "isv.BUSINESS_LIMIT_CONTROL" } }),
    "deferred",
  );
  assert.equal(
    await outcome("aliyun_sms", { status: 400, json: { Code: "SignatureDoesNotMatch" } }),
    "deferred",
  );
  assert.equal(
    await outcome("tencent_sms", tencent("InvalidParameterValue.IncorrectPhoneNumber")),
    "refused",
  );
  assert.equal(
    await outcome("tencent_sms", tencent("LimitExceeded.PhoneNumberDailyLimit")),
    "deferred",
  );
  assert.equal(
    await outcome("tencent_sms", { json: { Response: { Error: { Code: "AuthFailure" } } } }),
    "deferred",
  );
  assert.equal(await outcome("wecom", { json: { errcode: 45009 } }), "deferred");
  assert.equal(await outcome("dingtalk", { json: { errcode: 310000 } }), "deferred");
  assert.equal(await outcome("feishu", { json: { code: 19021 } }), "deferred");
  for (const code of vendors) {
    assert.equal(await outcome(code, { status: 503 }), "deferred", code);
    assert.equal(await outcome(code, { status: 200 }), "deferred", `${code}: no JSON`);
    assert.equal(await outcome(code, null), "unsure", `${code}: the connection broke`);
    const gone = await deliver(code, await nobodyThere());
    assert.equal(gone.delivery.outcome, "deferred", `${code}: nobody there`);
  }
});

/** An address nobody listens at any more. */
async function nobodyThere(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
}

test("without a number or a template of the vendor nothing is handed over", async (t) => {
  const { address, asked } = await startVendor(t, () => ({ json: {} }));
  for (const code of ["aliyun_sms", "tencent_sms"]) {
    const wrong = await deliver(code, address, { to: { name: "", address: "a@b.example" } });
    assert.deepEqual(wrong, {
      delivery: { outcome: "refused", error: "not_a_phone" } satisfies Delivery,
      handed: 0,
    });
    const unknown = await deliver(code, address, { template: "statement_reminder" });
    assert.equal(unknown.delivery.outcome, "deferred");
    assert.equal(unknown.handed, 0);
  }
  assert.equal(asked.length, 0);
});

test("Alibaba Cloud's and Tencent Cloud's published examples give the published signatures", () => {
  const aliyun = signAcs3({
    host: "ecs.cn-shanghai.aliyuncs.com",
    action: "RunInstances",
    version: "2014-05-26",
    query: {
      RegionId: "cn-shanghai",
      ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
    },
    accessKeyId: "YourAccessKeyId",
    accessKeySecret: "YourAccessKeySecret",
    date: "2023-10-26T10:22:32Z",
    nonce: "3156853299f313e23d1673dc12e1703d",
  });
  assert.match(
    aliyun.headers.authorization,
    /Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/,
  );
  const tencent = signTc3({
    host: "cvm.tencentcloudapi.com",
    service: "cvm",
    action: "DescribeInstances",
    version: "2017-03-12",
    region: "ap-guangzhou",
    secretId: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
    secretKey: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
    timestamp: 1_551_113_065,
    body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
  });
  assert.match(
    tencent["authorization"] ?? "",
    /Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168$/,
  );
});

test("every channel has words in both languages and opens only with what it needs", () => {
  const codes = channels.map(({ code }) => code);
  assert.equal(new Set(codes).size, codes.length);
  for (const channel of channels) {
    assert.ok(channel.title.zh !== "" && channel.title.en !== "");
    if (channel.fields.length === 0) continue;
    assert.equal(openBare(channel), null, `${channel.code} opens without settings`);
  }
});

function openBare(channel: Channel): Sender | null {
  return channel.open({ setting: {}, secret: "", now: () => at });
}

test("numbers are read with and without their country, templates with their places", () => {
  assert.equal(phoneDigits("138 0013-8000"), "8613800138000");
  assert.equal(phoneDigits("+852 2123 4567"), "85221234567");
  assert.equal(phoneDigits("0086 13800138000"), "8613800138000");
  assert.equal(phoneDigits("021-5555"), null);
  assert.deepEqual(smsTemplate(" SMS_1  no,closing "), { id: "SMS_1", places: ["no", "closing"] });
  assert.equal(smsTemplate(""), null);
});

test("a long text is cut between characters", () => {
  const cut = robotText({ ...message, text: "账".repeat(2_000) }, 2_048);
  assert.ok(Buffer.byteLength(cut) <= 2_048);
  assert.ok(cut.endsWith("账…"));
});

test("a person is reached where the channel leads", () => {
  const person = { email: "a@b.example", phone: "138", postalAddress: "上海市" };
  assert.equal(addressOn("email", person), "a@b.example");
  assert.equal(addressOn("tencent_sms", person), "138");
  assert.equal(addressOn("letter", person), "上海市");
  assert.equal(addressOn("log", { ...person, email: "" }), "138");
});
