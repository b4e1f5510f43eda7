// Signing in: password, then the second factor where the person has one.
import { Button, Input } from "antd";
import { type FormEvent, type ReactNode, use, useId, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { session as sessionShape } from "../../src/contract/session.ts";
import { useSend } from "../api/query.ts";
import {
  type SignInFault,
  type SignInOutcome,
  signIn,
  verifyBackupCode,
  verifyCode,
} from "../api/sign-in.ts";
import { useForgetEverything } from "../components/frame.tsx";
import { frameWords } from "../words/frame.ts";
import { peopleWords } from "../words/people.ts";
import { type Language, LanguageContext, useWords } from "../words/words.ts";

export function Component() {
  const w = useWords(peopleWords);
  const frame = useWords(frameWords);
  const { language, setLanguage } = use(LanguageContext);
  const navigate = useNavigate();
  const forget = useForgetEverything();
  const [search] = useSearchParams();
  const [step, setStep] = useState<"password" | "code" | FirstSignIn>("password");
  // what was chosen here is what this person wants to read; else their own setting holds
  const [chosen, choose] = useState<Language | null>(null);
  const change = useSend(sessionShape, "PATCH");
  const enter = async () => {
    if (chosen !== null) {
      await change.mutateAsync({ path: "/session", body: { language: chosen } }).catch(() => null);
    }
    forget();
    navigate(safeAddress(search.get("back")), { replace: true });
  };
  return (
    <div className="entry">
      <div className="entry-side">
        <div>
          <img src="/icon.svg" alt="" width={44} height={44} />
          <h1>{w("slogan")}</h1>
          <p>{w("sloganText")}</p>
          <ul>
            <li>{w("point1")}</li>
            <li>{w("point2")}</li>
            <li>{w("point3")}</li>
          </ul>
          <Proof />
        </div>
      </div>
      <main className="entry-form">
        <div>
          {step === "password" ? (
            <PasswordForm
              onDone={() => void enter()}
              onSecondStep={() => setStep("code")}
              onFirst={setStep}
            />
          ) : step !== "code" ? (
            <OwnPasswordForm
              first={step}
              onDone={() => void enter()}
              onSecondStep={() => setStep("code")}
              onBack={() => setStep("password")}
            />
          ) : (
            <CodeForm onDone={() => void enter()} onBack={() => setStep("password")} />
          )}
          <div style={{ marginTop: 24 }}>
            <Button
              type="text"
              size="small"
              lang={language === "zh" ? "en" : "zh"}
              onClick={() => {
                const next = language === "zh" ? "en" : "zh";
                setLanguage(next);
                choose(next);
              }}
              style={{ color: "var(--grey)", padding: 0 }}
            >
              {frame("language")}
            </Button>
          </div>
        </div>
      </main>
    </div>
  );
}

/** What the product does, as one line of arithmetic: a receipt, what it settles, nothing left. */
function Proof() {
  const w = useWords(peopleWords);
  return (
    <div className="entry-proof" aria-hidden="true">
      <span>09-18</span>
      <span>{w("proofReceipt")}</span>
      <span>92,000.00</span>
      <span>…5678</span>
      <span>{w("proofInvoice")}</span>
      <span>100,000.00</span>
      <span>…5702</span>
      <span>{w("proofCredit")}</span>
      <span>−8,000.00</span>
      <div className="entry-proof-sum">
        <span>✓ {w("proofDifference")}</span>
        <span>0.00</span>
      </div>
    </div>
  );
}

/** Only an address of our own: what stands in the link must not lead elsewhere. */
export function safeAddress(back: string | null): string {
  return back && /^\/(?![/\\])/.test(back) ? back : "/";
}

type FirstSignIn = { readonly email: string; readonly password: string };

function PasswordForm(props: {
  onDone: () => void;
  onSecondStep: () => void;
  onFirst: (first: FirstSignIn) => void;
}) {
  const w = useWords(peopleWords);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [wasTried, setTried] = useState(false);
  const attempt = useAttempt();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() === "" || password === "") return;
    const outcome = await attempt.run(() => signIn(email.trim(), password));
    if (!outcome) return;
    if (outcome === "first_password") props.onFirst({ email: email.trim(), password });
    else if (outcome === "second_factor") props.onSecondStep();
    else props.onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h2>{w("signIn")}</h2>
      <Labelled
        label={w("email")}
        fault={wasTried && email.trim() === "" ? w("emailMissing") : null}
      >
        {(field) => (
          <Input
            {...field}
            type="email"
            autoComplete="username"
            autoFocus
            size="large"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled
        label={w("password")}
        fault={wasTried && password === "" ? w("passwordMissing") : null}
      >
        {(field) => (
          <Input.Password
            {...field}
            autoComplete="current-password"
            size="large"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Labelled>
      <Refused sentence={attempt.refusal} />
      <Button type="primary" htmlType="submit" size="large" block loading={attempt.isRunning}>
        {w("signIn")}
      </Button>
      <p className="page-note" style={{ marginTop: 12 }}>
        {w("forgotten")}
      </p>
    </form>
  );
}

/** A password that an administrator handed over lets its person choose their own, nothing else. */
function OwnPasswordForm(props: {
  first: FirstSignIn;
  onDone: () => void;
  onSecondStep: () => void;
  onBack: () => void;
}) {
  const w = useWords(peopleWords);
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [wasTried, setTried] = useState(false);
  const attempt = useAttempt();
  const differs = (wasTried || again !== "") && again !== next;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (next === "" || again !== next) return;
    const { email, password } = props.first;
    const outcome = await attempt.run(() => signIn(email, password, next));
    if (!outcome) return;
    if (outcome === "second_factor") props.onSecondStep();
    else props.onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h2 style={{ marginBottom: 8 }}>{w("ownPassword")}</h2>
      <p className="page-note" style={{ marginBottom: 20 }}>
        {w("ownPasswordText")}
      </p>
      {/* for password managers: whose password this is */}
      <input type="hidden" autoComplete="username" value={props.first.email} />
      <Labelled
        label={w("newPassword")}
        fault={wasTried && next === "" ? w("passwordMissing") : null}
      >
        {(field) => (
          <Input.Password
            {...field}
            autoFocus
            autoComplete="new-password"
            size="large"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={w("repeatPassword")} fault={differs ? w("notSame") : null}>
        {(field) => (
          <Input.Password
            {...field}
            autoComplete="new-password"
            size="large"
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        )}
      </Labelled>
      <Refused sentence={attempt.refusal} />
      <Button type="primary" htmlType="submit" size="large" block loading={attempt.isRunning}>
        {w("setAndSignIn")}
      </Button>
      <div style={{ marginTop: 12 }}>
        <Button type="link" onClick={props.onBack} style={{ padding: 0 }}>
          {w("back")}
        </Button>
      </div>
    </form>
  );
}

function CodeForm(props: { onDone: () => void; onBack: () => void }) {
  const w = useWords(peopleWords);
  const [code, setCode] = useState("");
  const [isBackup, setBackup] = useState(false);
  const [wasTried, setTried] = useState(false);
  const attempt = useAttempt();
  const isWhole = isBackup ? code !== "" : code.length === codeDigits;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isWhole) return;
    const verify = isBackup ? verifyBackupCode : verifyCode;
    const outcome = await attempt.run(() => verify(code));
    setTried(false);
    if (outcome === null) setCode("");
    else props.onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h2 style={{ marginBottom: 8 }}>{w("secondStep")}</h2>
      <p className="page-note" style={{ marginBottom: 20 }}>
        {w(isBackup ? "backupStepText" : "secondStepText")}
      </p>
      <Labelled
        label={w(isBackup ? "backupCode" : "code")}
        fault={wasTried && !isWhole ? w(isBackup ? "backupCodeMissing" : "codeShort") : null}
      >
        {(field) => (
          <Input
            {...field}
            key={String(isBackup)}
            autoFocus
            autoComplete="one-time-code"
            inputMode={isBackup ? "text" : "numeric"}
            size="large"
            value={code}
            onChange={(event) =>
              setCode(isBackup ? event.target.value.trim() : digitsOf(event.target.value))
            }
            style={{ letterSpacing: "0.2em" }}
          />
        )}
      </Labelled>
      <Refused sentence={attempt.refusal} />
      <Button type="primary" htmlType="submit" size="large" block loading={attempt.isRunning}>
        {w("continue")}
      </Button>
      <div style={{ display: "flex", justifyContent: "space-between", marginTop: 12 }}>
        <Button type="link" onClick={props.onBack} style={{ padding: 0 }}>
          {w("back")}
        </Button>
        <Button
          type="link"
          onClick={() => {
            setBackup(!isBackup);
            setCode("");
            setTried(false);
            attempt.forget();
          }}
          style={{ padding: 0 }}
        >
          {w(isBackup ? "useApp" : "useBackup")}
        </Button>
      </div>
    </form>
  );
}

export const codeDigits = 6;

/** Apps show a code as `123 456`, and so it is pasted. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, "").slice(0, codeDigits);
}

/** Runs one attempt; the value, or null and a sentence to show. */
export function useAttempt() {
  const w = useWords(peopleWords);
  const frame = useWords(frameWords);
  const [isRunning, setRunning] = useState(false);
  // kept as a reason: said in the language the page is in by then
  const [refused, refuse] = useState<SignInFault | "connection" | null>(null);
  const refusal =
    refused === null
      ? null
      : refused === "connection"
        ? frame("unsentConnection")
        : w(refused.reason, { seconds: refused.seconds });
  const run = async <T,>(act: () => Promise<SignInOutcome<T>>): Promise<T | null> => {
    setRunning(true);
    refuse(null);
    try {
      const outcome = await act();
      if (outcome.ok) return outcome.value;
      refuse(outcome);
    } catch {
      refuse("connection");
    } finally {
      setRunning(false);
    }
    return null;
  };
  return { run, isRunning, refusal, forget: () => refuse(null) };
}

export function Refused({ sentence }: { sentence: string | null }) {
  if (sentence === null) return null;
  return (
    <div className="failure" role="alert" style={{ marginBottom: 16 }}>
      <p>{sentence}</p>
    </div>
  );
}

/** What ties a field to its label and to what is wrong with it, for eyes and for ears. */
export type LabelledField = {
  readonly id: string;
  readonly status: "error" | "";
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
};

export function Labelled(props: {
  label: string;
  fault: string | null;
  hint?: string;
  children: (field: LabelledField) => ReactNode;
}) {
  const { label, fault, hint } = props;
  const id = useId();
  const said = fault !== null || hint !== undefined ? `${id}-said` : undefined;
  return (
    <div style={{ marginBottom: 16 }}>
      <label htmlFor={id} style={{ display: "block", marginBottom: 5, color: "var(--grey)" }}>
        {label}
      </label>
      {props.children({
        id,
        status: fault === null ? "" : "error",
        "aria-invalid": fault !== null,
        "aria-describedby": said,
      })}
      {said ? (
        <div id={said} style={{ marginTop: 4 }}>
          {fault === null ? (
            <span className="page-note">{hint}</span>
          ) : (
            <span style={{ color: "var(--red)" }}>{fault}</span>
          )}
        </div>
      ) : null}
    </div>
  );
}
