// Small trees out of an XML stream: an element of a wanted name is handed over whole when it closes and
// then forgotten, so that a file of a million entries needs the memory of one.
import type { ImportProblem } from "./importer.ts";
import { readXml } from "./xml-events.ts";

export type XmlNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
  readonly row: number;
};

type Growing = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
  text: string;
  row: number;
};

/** Children of one element; more is a hostile file. */
const MOST_CHILDREN = 100_000;

export type TreeSink = {
  /** Elements handed over when they close; they do not stay in their parent. */
  readonly wanted: ReadonlySet<string>;
  /** Told of every opening element outside the wanted ones. */
  opened?(name: string): void;
  take(node: XmlNode): void;
};

export function readTrees(pieces: Iterable<string>, sink: TreeSink): ImportProblem | null {
  const path: Growing[] = [];
  let wantedDepth = 0;
  return readXml(
    pieces,
    {
      open: (name, attributes, row) => {
        if (wantedDepth === 0) sink.opened?.(name);
        if (wantedDepth > 0 || sink.wanted.has(name)) wantedDepth++;
        path.push({ name, attributes, children: [], text: "", row });
      },
      text: (text) => {
        const node = path.at(-1);
        if (node && wantedDepth > 0) node.text += text;
      },
      close: () => {
        const node = path.pop();
        if (!node) return;
        node.text = node.text.trim();
        if (wantedDepth === 0) return;
        wantedDepth--;
        const parent = path.at(-1);
        if (wantedDepth === 0) sink.take(node);
        else if (parent && parent.children.length < MOST_CHILDREN) parent.children.push(node);
      },
    },
    true,
  );
}

function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child) => child.name === name);
}

export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** The element at a path, the first of each name. */
export function nodeAt(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => childOf(at, name), node);
}

/** The text at a path, "" where there is none. */
export function textAt(node: XmlNode | undefined, ...path: string[]): string {
  return nodeAt(node, ...path)?.text ?? "";
}

/** The first of several paths that has text. */
export function firstTextAt(node: XmlNode | undefined, ...paths: readonly string[][]): string {
  for (const path of paths) {
    const text = textAt(node, ...path);
    if (text !== "") return text;
  }
  return "";
}
