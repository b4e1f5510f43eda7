// Words of where people are signed in.
import type { Catalogue } from "./words.ts";

export const signInWords = {
  title: { zh: "登录会话", en: "Signed in on" },
  note: {
    zh: "您的账户现在登录着的设备。不认得的请结束，并修改密码。活动时间约每半小时记一次。",
    en: "Where your account is signed in now. End what you do not know and change your password. Activity is noted about every half hour.",
  },
  ofMember: { zh: "{name} 的登录会话", en: "Where {name} is signed in" },
  open: { zh: "登录会话", en: "Sign-ins" },
  openOwn: { zh: "自己的会话在「我的账户」查看", en: "Your own are on the page My account" },
  current: { zh: "本次", en: "this one" },
  unknownDevice: { zh: "未知设备", en: "Unknown device" },
  unknownAddress: { zh: "未知", en: "unknown" },
  from: { zh: "地址 {address}", en: "Address {address}" },
  since: { zh: "登录于", en: "since" },
  seen: { zh: "最近活动", en: "last active" },
  end: { zh: "结束", en: "End" },
  endOne: { zh: "结束这个会话", en: "End this sign-in" },
  endOthers: { zh: "结束其他所有会话", en: "End all others" },
  endAll: { zh: "全部结束", en: "End all" },
  ended: { zh: "已结束 {count} 个会话", en: "{count} {count|sign-in|sign-ins} ended" },
  nowhere: { zh: "此人现在没有登录", en: "Not signed in anywhere" },
} satisfies Catalogue;
