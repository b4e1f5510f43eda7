// My account: password, second factor, language.
import { Button, Input, Modal, QRCode } from "antd";
import { type FormEvent, use, useState } from "react";
import { session as sessionShape } from "../../src/contract/session.ts";
import { useSend } from "../api/query.ts";
import { useSession } from "../api/session.tsx";
import {
  changePassword,
  disableSecondFactor,
  enableSecondFactor,
  verifyCode,
} from "../api/sign-in.ts";
import { CopyButton } from "../components/secret-once.tsx";
import { SettingsFrame } from "../components/settings-frame.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Tag } from "../ui/status-tag.tsx";
import { peopleWords } from "../words/people.ts";
import { LanguageContext, useWords } from "../words/words.ts";
import { codeDigits, digitsOf, Labelled, Refused, useAttempt } from "./sign-in.tsx";
import { AskPassword } from "./sign-ins/ask-password.tsx";
import { OwnSignIns } from "./sign-ins/own-sign-ins.tsx";

export function Component() {
  const w = useWords(peopleWords);
  const { user } = useSession();
  return (
    <SettingsFrame title={w("account")} note={`${user.name} · ${user.email}`}>
      <SecondFactor />
      <Password />
      <OwnSignIns />
      <LanguageChoice />
    </SettingsFrame>
  );
}

function LanguageChoice() {
  const w = useWords(peopleWords);
  const { language, setLanguage } = use(LanguageContext);
  const change = useSend(sessionShape, "PATCH");
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("languageName")}</h2>
        <span className="is-end">
          <Segmented<"zh" | "en">
            value={language}
            options={[
              { value: "zh", label: "中文" },
              { value: "en", label: "English" },
            ]}
            onChange={(next) => {
              setLanguage(next);
              change.mutate({ path: "/session", body: { language: next } });
            }}
          />
        </span>
      </div>
    </section>
  );
}

function Password() {
  const w = useWords(peopleWords);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [isDone, setDone] = useState(false);
  const attempt = useAttempt();
  const [wasTried, setTried] = useState(false);
  const differs = (wasTried || again !== "") && again !== next;
  const missing = (value: string) => (wasTried && value === "" ? w("passwordMissing") : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setDone(false);
    if (current === "" || next === "" || again !== next) return;
    const done = await attempt.run(() => changePassword(current, next));
    if (done === null) return;
    setDone(true);
    setTried(false);
    setCurrent("");
    setNext("");
    setAgain("");
  };
  const passwordField = (
    label: string,
    value: string,
    set: (text: string) => void,
    autoComplete: string,
    fault: string | null,
    hint?: string,
  ) => (
    <Labelled label={label} fault={fault} {...(hint ? { hint } : {})}>
      {(field) => (
        <Input.Password
          {...field}
          autoComplete={autoComplete}
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Labelled>
  );
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("changePassword")}</h2>
      </div>
      <form
        className="panel-body"
        style={{ maxWidth: 360 }}
        onSubmit={(event) => void submit(event)}
      >
        {passwordField(
          w("currentPassword"),
          current,
          setCurrent,
          "current-password",
          missing(current),
        )}
        {passwordField(
          w("newPassword"),
          next,
          setNext,
          "new-password",
          missing(next),
          w("passwordHint"),
        )}
        {passwordField(
          w("repeatPassword"),
          again,
          setAgain,
          "new-password",
          differs ? w("notSame") : null,
        )}
        <Refused sentence={attempt.refusal} />
        <Button type="primary" htmlType="submit" loading={attempt.isRunning}>
          {w("changePassword")}
        </Button>
        {isDone ? (
          <p role="status" style={{ color: "var(--green)" }}>
            ✓ {w("passwordChanged")}
          </p>
        ) : null}
      </form>
    </section>
  );
}

type Enrolment = { readonly address: string; readonly backupCodes: readonly string[] };

function SecondFactor() {
  const w = useWords(peopleWords);
  const { user } = useSession();
  const [hasIt, setHasIt] = useState(user.hasSecondFactor);
  const [isAsking, ask] = useState(false);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const attempt = useAttempt();
  const begin = async (password: string) => {
    if (hasIt) {
      if ((await attempt.run(() => disableSecondFactor(password))) !== null) setHasIt(false);
      else return;
    } else {
      const enabled = await attempt.run(() => enableSecondFactor(password));
      if (!enabled) return;
      setEnrolment({ address: enabled.totpURI, backupCodes: enabled.backupCodes });
    }
    ask(false);
  };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("secondFactor")}</h2>
        <Tag
          tone={hasIt ? "green" : "amber"}
          text={w(hasIt ? "secondFactorOn" : "secondFactorOff")}
        />
        <span className="is-end">
          <Button onClick={() => ask(true)}>{w(hasIt ? "turnOff" : "turnOn")}</Button>
        </span>
      </div>
      <div className="panel-body">{w("secondFactorText")}</div>
      {isAsking ? (
        <AskPassword
          title={w(hasIt ? "turnOffLong" : "turnOnLong")}
          act={w("continue")}
          fault={null}
          isSending={attempt.isRunning}
          onSubmit={(password) => void begin(password)}
          onClose={() => ask(false)}
        >
          <Refused sentence={attempt.refusal} />
        </AskPassword>
      ) : null}
      {enrolment ? (
        <EnrolmentSteps
          enrolment={enrolment}
          onDone={() => {
            setEnrolment(null);
            setHasIt(true);
          }}
          onCancel={() => setEnrolment(null)}
        />
      ) : null}
    </section>
  );
}

function EnrolmentSteps(props: { enrolment: Enrolment; onDone: () => void; onCancel: () => void }) {
  const w = useWords(peopleWords);
  const [code, setCode] = useState("");
  const [isVerified, setVerified] = useState(false);
  const attempt = useAttempt();
  const verify = async () => {
    if (code.length !== codeDigits) return;
    if ((await attempt.run(() => verifyCode(code))) !== null) setVerified(true);
  };
  const backupCodes = props.enrolment.backupCodes.join("\n");
  const secret = /secret=([A-Z2-7]+)/.exec(props.enrolment.address)?.[1] ?? "";
  return (
    <Modal
      open
      title={w("secondFactor")}
      okText={w(isVerified ? "iHaveThem" : "continue")}
      cancelText={w("cancel")}
      // the codes are seen once: there is nothing left to cancel
      {...(isVerified ? { cancelButtonProps: { style: { display: "none" } } } : {})}
      onOk={isVerified ? props.onDone : () => void verify()}
      okButtonProps={{ disabled: !isVerified && code.length !== codeDigits }}
      confirmLoading={attempt.isRunning}
      onCancel={isVerified ? props.onDone : props.onCancel}
    >
      {isVerified ? (
        <>
          <p>{w("backupCodesText")}</p>
          <pre style={{ columns: 2, fontSize: 15, lineHeight: "26px" }}>{backupCodes}</pre>
          <CopyButton text={backupCodes} />
        </>
      ) : (
        <>
          <p>{w("scan")}</p>
          <div className="scan">
            <QRCode value={props.enrolment.address} type="svg" size={148} />
            <div>
              <div className="page-note">{w("secretByHand")}</div>
              <code>{secret}</code>
            </div>
          </div>
          <Labelled label={w("code")} fault={null}>
            {(field) => (
              <Input
                {...field}
                inputMode="numeric"
                autoComplete="one-time-code"
                value={code}
                onChange={(event) => setCode(digitsOf(event.target.value))}
                onPressEnter={() => void verify()}
                style={{ width: 160, letterSpacing: "0.2em" }}
              />
            )}
          </Labelled>
          <Refused sentence={attempt.refusal} />
        </>
      )}
    </Modal>
  );
}
