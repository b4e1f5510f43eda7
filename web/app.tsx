// Everything all pages need: language and its formats, theme, content policy nonce, query cache.
import { SearchOutlined } from "@ant-design/icons";
import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useMemo, useState } from "react";
import { RouterProvider } from "react-router";
import type { Language } from "../src/core/words/word.ts";
import { requestScope } from "./api/client.ts";
import { queryClient } from "./api/query.ts";
import { UndoBar } from "./components/undo-bar.tsx";
import { router } from "./routes.tsx";
import { theme } from "./theme.ts";
import { frameWords } from "./words/frame.ts";
import { LanguageContext, rememberedLanguage, rememberLanguage } from "./words/words.ts";

/** A refusal is read, and names what to do; three seconds are too short for a sentence. */
const messageSeconds = 6;

export function App(props: { nonce: string }) {
  const [language, change] = useState<Language>(() => speak(rememberedLanguage()));
  const context = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        rememberLanguage(next);
        change(speak(next));
      },
    }),
    [language],
  );
  return (
    <LanguageContext value={context}>
      <ConfigProvider
        csp={{ nonce: props.nonce }}
        getPopupContainer={overlays}
        locale={language === "zh" ? zhCN : enUS}
        theme={theme}
        componentSize="middle"
        button={{ autoInsertSpace: false }}
        // a click beside a dialog must not throw away what was typed in it
        modal={{ mask: { closable: false } }}
        inputSearch={{
          searchIcon: <SearchOutlined aria-label={frameWords.searchShort[language]} />,
        }}
      >
        <AntApp component={false} message={{ duration: messageSeconds }}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
            <UndoBar />
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </LanguageContext>
  );
}

/**
 * Drawers and dialogs in the body itself would lock its scrolling by a style element without the
 * nonce, which the content policy refuses; the body never scrolls here anyway.
 */
function overlays(): HTMLElement {
  return document.getElementById("overlays") ?? document.body;
}

function speak(language: Language): Language {
  dayjs.locale(language === "zh" ? "zh-cn" : "en");
  document.documentElement.lang = language;
  requestScope.language = language;
  return language;
}
