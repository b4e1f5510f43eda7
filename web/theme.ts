// The look: ink on white, one blue for what can be acted on, colour only with meaning.
import type { ThemeConfig } from "antd";

export const fontFamily =
  '"Noto Sans SC Variable", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** The same values stand as CSS variables in styles/base.css. */
export const colours = {
  ink: "#1c2430",
  grey: "#5b6675",
  faint: "#667080",
  line: "#e3e7ec",
  paper: "#ffffff",
  ground: "#f5f7f9",
  blue: "#1d4ed8",
  green: "#12724a",
  amber: "#935800",
  red: "#c0271c",
  violet: "#6532c4",
} as const;

export const theme: ThemeConfig = {
  cssVar: { key: "qz" },
  hashed: false,
  token: {
    fontFamily,
    fontSize: 13,
    fontSizeSM: 12,
    controlHeight: 30,
    controlHeightSM: 26,
    controlHeightLG: 38,
    borderRadius: 5,
    borderRadiusLG: 8,
    colorPrimary: colours.blue,
    // what the library draws its focus ring with; its own light blue cannot be seen on white
    colorPrimaryBorder: colours.blue,
    lineWidthFocus: 2,
    colorInfo: colours.blue,
    colorSuccess: colours.green,
    colorWarning: colours.amber,
    colorError: colours.red,
    colorTextBase: colours.ink,
    colorTextPlaceholder: colours.faint,
    colorBorder: "#cfd6de",
    colorBorderSecondary: colours.line,
    colorBgLayout: colours.ground,
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.16s",
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
    Tabs: { horizontalMargin: "0 0 12px 0", horizontalItemPadding: "8px 0" },
    Table: { cellPaddingBlockSM: 5, headerBg: "#f8f9fb" },
    Slider: { trackBg: "#9cc0ff", trackHoverBg: "#6f9cf5" },
    Form: { itemMarginBottom: 16, labelColor: colours.grey },
  },
};
