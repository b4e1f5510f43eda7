// The browser's entry: the page's nonce, the fonts, the application.
import "antd/dist/reset.css";
import "@fontsource-variable/noto-sans-sc/index.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/figures.css";
import "./styles/states.css";
import "./styles/tables.css";
import "./styles/forms.css";
import "./styles/narrow.css";
import "./styles/contrast.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { beginInDialogs, keepFocusIn, nameModeless, returnFocusFrom } from "./ui/focus-return.ts";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
const overlays = document.getElementById("overlays");
if (overlays) {
  returnFocusFrom(overlays);
  beginInDialogs(overlays);
  nameModeless(overlays);
}
const root = document.getElementById("root");
if (root) {
  keepFocusIn(root);
  createRoot(root).render(
    <StrictMode>
      <App nonce={nonce} />
    </StrictMode>,
  );
}
