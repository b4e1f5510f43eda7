// The filtered list as a file: XLSX at once, CSV in the menu. Off with its reason for who may not.
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown, Tooltip } from "antd";
import { downloadAddress, type Query } from "../api/client.ts";
import { useRefusal } from "../api/session.tsx";
import { itemWords } from "../words/items.ts";
import { useLanguage, useWords } from "../words/words.ts";

export function ExportMenu({ path, query }: { path: string; query: Query }) {
  const w = useWords(itemWords);
  const language = useLanguage();
  const refusal = useRefusal("export_data");
  const address = (format: "xlsx" | "csv") => downloadAddress(path, { ...query, format, language });
  if (refusal !== null) {
    return (
      <Tooltip title={refusal}>
        <span title={refusal}>
          <Button icon={<DownloadOutlined />} disabled aria-description={refusal}>
            {w("export")}
          </Button>
        </span>
      </Tooltip>
    );
  }
  const items = (["xlsx", "csv"] as const).map((format) => ({
    key: format,
    label: (
      <a href={address(format)} download>
        {w(format === "xlsx" ? "exportXlsx" : "exportCsv")}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button icon={<DownloadOutlined />}>{w("export")}</Button>
    </Dropdown>
  );
}
