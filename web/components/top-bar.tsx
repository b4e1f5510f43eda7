// The top bar: books and period, search, running jobs, keys, language, user.
import { DownOutlined, MenuOutlined, UserOutlined } from "@ant-design/icons";
import { Dropdown } from "antd";
import { use } from "react";
import { useNavigate } from "react-router";
import { session as sessionShape } from "../../src/contract/session.ts";
import { roleNames } from "../../src/core/roles.ts";
import { useSend } from "../api/query.ts";
import { useBooks, useSession } from "../api/session.tsx";
import { signOut } from "../api/sign-in.ts";
import { paths, pathTo } from "../paths.ts";
import { Tag } from "../ui/status-tag.tsx";
import { frameWords } from "../words/frame.ts";
import { LanguageContext, useSentence, useWords } from "../words/words.ts";
import { Bell } from "./bell.tsx";
import { BooksSwitch } from "./books-switch.tsx";
import { useForgetEverything } from "./frame.tsx";
import { GlobalSearch } from "./global-search.tsx";
import { RunningJobs } from "./running-jobs.tsx";

type TopBarProps = {
  readonly isConnected: boolean;
  readonly onKeys: () => void;
  readonly onMenu: () => void;
};

export function TopBar({ isConnected, onKeys, onMenu }: TopBarProps) {
  const w = useWords(frameWords);
  return (
    <header className="bar">
      <button type="button" className="bar-button bar-menu" aria-label={w("menu")} onClick={onMenu}>
        <MenuOutlined />
      </button>
      <BooksSwitch />
      <GlobalSearch />
      <div className="bar-tools">
        {isConnected ? null : <Tag tone="amber" text={w("offline")} />}
        <RunningJobs />
        <Bell />
        <button
          type="button"
          className="bar-button is-desktop"
          title={w("keyHelp")}
          aria-label={w("keyHelp")}
          onClick={onKeys}
        >
          ?
        </button>
        <LanguageButton />
        <UserMenu />
      </div>
    </header>
  );
}

function LanguageButton() {
  const w = useWords(frameWords);
  const { language, setLanguage } = use(LanguageContext);
  const change = useSend(sessionShape, "PATCH");
  const next = language === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      className="bar-button is-desktop"
      lang={next}
      onClick={() => {
        setLanguage(next);
        change.mutate({ path: "/session", body: { language: next } });
      }}
    >
      {w("language")}
    </button>
  );
}

function UserMenu() {
  const w = useWords(frameWords);
  const word = useSentence();
  const navigate = useNavigate();
  const forget = useForgetEverything();
  const { user, organisation } = useSession();
  const { id: booksId } = useBooks();
  const { language, setLanguage } = use(LanguageContext);
  const leave = async () => {
    await signOut();
    forget();
    navigate(paths.signIn);
  };
  const items = [
    {
      key: "who",
      disabled: true,
      label: `${user.name} · ${word(roleNames[organisation.role])}`,
    },
    {
      key: "account",
      label: w("myAccount"),
      onClick: () => navigate(pathTo("account", { booksId })),
    },
    {
      key: "language",
      label: w("language"),
      onClick: () => setLanguage(language === "zh" ? "en" : "zh"),
    },
    { type: "divider" as const },
    { key: "leave", label: w("signOut"), onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className="bar-button" aria-label={user.name}>
        <UserOutlined />
        <span className="is-desktop">{user.name}</span>
        <DownOutlined className="is-desktop" style={{ fontSize: 10 }} />
      </button>
    </Dropdown>
  );
}
