// The text of a PDF page as rows of cells: pieces on one line of print are a row, a wide gap between two
// pieces begins the next cell. No layout is asked for; what stands below each other stays apart.

/** A piece of text as it is printed: x from the left, y from the bottom, in points. */
export type PdfPiece = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Pieces whose base lines are nearer than this share of their height stand on one line. */
const sameLine = 0.5;
/** A gap wider than this share of the height ends a cell. */
const cellGap = 0.9;
/** A gap wider than this share of the height is a blank within a cell. */
const wordGap = 0.18;
const usualHeight = 10;

export function pdfRows(pieces: readonly PdfPiece[]): string[][] {
  const printed = pieces.filter(({ text }) => text.trim() !== "");
  return linesOf(printed).map(cellsOf);
}

function linesOf(pieces: readonly PdfPiece[]): PdfPiece[][] {
  const falling = [...pieces].sort((a, b) => b.y - a.y || a.x - b.x);
  const lines: PdfPiece[][] = [];
  for (const piece of falling) {
    const line = lines.at(-1);
    const first = line?.[0];
    const near = first && Math.abs(first.y - piece.y) <= heightOf(first) * sameLine;
    if (line && near) line.push(piece);
    else lines.push([piece]);
  }
  return lines;
}

function heightOf({ height }: PdfPiece): number {
  return height > 0 ? height : usualHeight;
}

function cellsOf(line: readonly PdfPiece[]): string[] {
  const cells: string[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of [...line].sort((a, b) => a.x - b.x)) {
    const gap = piece.x - end;
    const height = heightOf(piece);
    const before = cells.at(-1);
    if (before === undefined || gap > height * cellGap) cells.push(piece.text.trim());
    else {
      const blank = gap > height * wordGap ? " " : "";
      cells[cells.length - 1] = `${before}${blank}${piece.text.trim()}`;
    }
    end = Math.max(end, piece.x + piece.width);
  }
  return cells;
}
