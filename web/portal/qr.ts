// A pay-code as a QR picture: drawn as one path, with the quiet zone of four modules around it.
import { qrMatrix } from "../../src/core/portal/qr-code.ts";

const quiet = 4;
const svg = "http://www.w3.org/2000/svg";

/** Null: the text fits no code of this kind. */
export function qrPicture(text: string, label: string): SVGElement | null {
  const matrix = qrMatrix(text);
  if (matrix === null) return null;
  const size = matrix.length + 2 * quiet;
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("class", "qr");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", label);
  const path = document.createElementNS(svg, "path");
  const squares = matrix.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
  );
  path.setAttribute("d", squares.join(""));
  picture.append(path);
  return picture;
}
