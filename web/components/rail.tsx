// The left rail: the pages of routes.tsx that have a place in it and that the member may open.
import {
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BookOutlined,
  CheckSquareOutlined,
  FileTextOutlined,
  HomeOutlined,
  ImportOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  PhoneOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  SplitCellsOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";
import { matchPath, NavLink, useLocation } from "react-router";
import { useBooks, useSession } from "../api/session.tsx";
import { paths } from "../paths.ts";
import { type Page, pages } from "../routes.tsx";
import { giveKeysBack } from "../ui/hotkeys.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

/** From top to bottom; a page shows here when routes.tsx gives it one of these words. */
const icons: Readonly<Partial<Record<keyof typeof frameWords, ComponentType>>> = {
  today: HomeOutlined,
  import: ImportOutlined,
  match: CheckSquareOutlined,
  bankLines: BankOutlined,
  items: FileTextOutlined,
  customers: TeamOutlined,
  statements: AuditOutlined,
  differences: SplitCellsOutlined,
  collections: PhoneOutlined,
  credit: SafetyCertificateOutlined,
  reports: BarChartOutlined,
  close: BookOutlined,
  settings: SettingOutlined,
};

const order = Object.keys(icons);

/** The pages in the rail that a member with these acts may open. */
export function railPages(acts: readonly string[]): readonly Page[] {
  const place = ({ rail }: Page) => order.indexOf(rail ?? "");
  return pages
    .filter(({ rail, act }) => rail !== undefined && (act === undefined || acts.includes(act)))
    .sort((a, b) => place(a) - place(b));
}

type RailProps = {
  readonly isFolded: boolean;
  /** Null where it cannot be folded: in the drawer of a narrow screen. */
  readonly onFold: (() => void) | null;
  readonly onChoose?: () => void;
};

export function Rail({ isFolded, onFold, onChoose }: RailProps) {
  const w = useWords(frameWords);
  const { acts } = useSession();
  const { id: booksId } = useBooks();
  const shown = railPages(acts);
  const { pathname } = useLocation();
  const around = pages.find((page) => page.within && matchPath(paths[page.path], pathname))?.within;
  return (
    <aside className="rail" style={onFold ? {} : { width: "100%" }}>
      <div className="rail-brand">
        <img src="/icon.svg" alt="" />
        <span>
          清账 <small>Qingzhang</small>
        </span>
      </div>
      <nav aria-label={w("main")}>
        {shown.map(({ path, rail }) => {
          if (!rail) return null;
          const Icon = icons[rail] ?? FileTextOutlined;
          return (
            <NavLink
              key={path}
              to={paths[path].replace(":booksId", String(booksId))}
              className={({ isActive }) =>
                isActive || around === path ? "rail-link is-current" : "rail-link"
              }
              title={isFolded ? w(rail) : undefined}
              onClick={(event) => {
                giveKeysBack(event);
                onChoose?.();
              }}
            >
              <Icon />
              <span>{w(rail)}</span>
            </NavLink>
          );
        })}
      </nav>
      {onFold ? (
        <button type="button" className="rail-fold" onClick={onFold}>
          {isFolded ? <MenuUnfoldOutlined title={w("expand")} /> : <MenuFoldOutlined />}
          <span>{w("collapse")}</span>
        </button>
      ) : null}
    </aside>
  );
}
