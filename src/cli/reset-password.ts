// `qingzhang reset-password`: a way back for whoever lost the password; the work is done by
// run-reset-password.ts, loaded when it runs.
import type { Command } from "./command.ts";

export const resetPassword: Command = {
  name: "reset-password",
  title: { zh: "重置登录密码", en: "Reset a password" },
  options: [
    {
      name: "email",
      value: { zh: "邮箱", en: "address" },
      isRequired: true,
      help: { zh: "登录邮箱", en: "the address they sign in with" },
    },
    {
      name: "second-factor",
      value: null,
      help: {
        zh: "两步验证也关闭（手机也丢了）",
        en: "switch the second step off too (the phone is gone as well)",
      },
    },
  ],
  notes: {
    zh:
      "在服务器本机运行，服务器开着也可以。给出一个首次密码：登录后须立即另设自己的密码，" +
      "原有登录全部结束，操作日志留痕，并邮件告知本人。",
    en:
      "Runs on the server's own machine, whether the server runs or not. Gives a first password: an own " +
      "one must be chosen with it, all sessions end, the audit trail says it, and the person is told by mail.",
  },
  run: async (call, terminal) => {
    const { runResetPassword } = await import("./run-reset-password.ts");
    return runResetPassword(call, terminal);
  },
};
