// A QR code of a pay-code (ISO/IEC 18004): capitals, digits and a few signs, versions 1 and 2, error
// correction M. Small on purpose: the portal loads it on a phone.

/** Rows of modules, true = dark; without the quiet zone. */
export type QrMatrix = readonly (readonly boolean[])[];

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
/** Characters, data and correction codewords of versions 1 and 2 at level M. */
const versions = [
  { version: 1, characters: 20, data: 16, correction: 10 },
  { version: 2, characters: 38, data: 28, correction: 16 },
] as const;
type Version = (typeof versions)[number];

/** Null: too long, or a character that this mode does not know. */
export function qrMatrix(text: string): QrMatrix | null {
  const version = versionOf(text);
  if (version === null) return null;
  const bits = [...qrCodewords(text, version)].flatMap((byte) => bitsOf(byte, 8));
  const masked = Array.from({ length: 8 }, (_, mask) => draw(version.version, bits, mask));
  return masked.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

function versionOf(text: string): Version | null {
  const isKnown = text !== "" && [...text].every((character) => alphabet.includes(character));
  return isKnown ? (versions.find(({ characters }) => text.length <= characters) ?? null) : null;
}

/** Data codewords, then those of the correction. */
export function qrCodewords(text: string, version = versionOf(text) ?? versions[0]): Uint8Array {
  const bits = [...bitsOf(0b0010, 4), ...bitsOf(text.length, 9)];
  for (let at = 0; at < text.length; at += 2) {
    const first = alphabet.indexOf(text[at]!);
    const second = text[at + 1];
    if (second === undefined) bits.push(...bitsOf(first, 6));
    else bits.push(...bitsOf(first * 45 + alphabet.indexOf(second), 11));
  }
  const room = version.data * 8;
  bits.push(...bitsOf(0, Math.min(4, room - bits.length)));
  while (bits.length % 8 !== 0) bits.push(0);
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    bytes.push(bits.slice(at, at + 8).reduce((byte, bit) => byte * 2 + bit, 0));
  }
  for (let pad = 0xec; bytes.length < version.data; pad ^= 0xec ^ 0x11) bytes.push(pad);
  return Uint8Array.from([...bytes, ...correctionOf(bytes, version.correction)]);
}

function bitsOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => (value >>> (count - 1 - at)) & 1);
}

/** Remainder of the data by the generator polynomial over GF(256), modulus 0x11D. */
function correctionOf(data: readonly number[], degree: number): number[] {
  let generator = [1];
  for (let power = 0, root = 1; power < degree; power++, root = multiply(root, 2)) {
    const next = [...generator, 0];
    generator.forEach((factor, at) => {
      next[at + 1]! ^= multiply(factor, root);
    });
    generator = next;
  }
  const rest = [...data, ...Array.from({ length: degree }, () => 0)];
  for (let at = 0; at < data.length; at++) {
    const factor = rest[at]!;
    generator.forEach((one, place) => {
      rest[at + place]! ^= multiply(one, factor);
    });
  }
  return rest.slice(data.length);
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product & 0xff;
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

function draw(version: number, bits: readonly number[], mask: number): boolean[][] {
  const size = 17 + 4 * version;
  const cells: (boolean | null)[][] = Array.from({ length: size }, () =>
    Array.from({ length: size }, () => null),
  );
  const put = (row: number, column: number, isDark: boolean) => {
    if (row >= 0 && row < size && column >= 0 && column < size) cells[row]![column] = isDark;
  };
  drawPatterns(size, version, put);
  drawFormat(size, mask, put);
  let at = 0;
  for (const [row, column] of dataPath(size)) {
    if (cells[row]![column] !== null) continue;
    const isDark = (bits[at] ?? 0) === 1;
    at += 1;
    cells[row]![column] = isDark !== masks[mask]!(row, column);
  }
  return cells.map((row) => row.map((cell) => cell === true));
}

type Put = (row: number, column: number, isDark: boolean) => void;

/** Finders with their white frames, timing, the alignment of version 2. */
function drawPatterns(size: number, version: number, put: Put): void {
  for (let at = 0; at < size; at++) {
    put(6, at, at % 2 === 0);
    put(at, 6, at % 2 === 0);
  }
  for (const [top, left] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    for (let row = -4; row <= 4; row++) {
      for (let column = -4; column <= 4; column++) {
        const ring = Math.max(Math.abs(row), Math.abs(column));
        put(top + row, left + column, ring !== 2 && ring !== 4);
      }
    }
  }
  if (version === 1) return;
  for (let row = -2; row <= 2; row++) {
    for (let column = -2; column <= 2; column++) {
      put(18 + row, 18 + column, Math.max(Math.abs(row), Math.abs(column)) !== 1);
    }
  }
}

/** Level M is 00; five bits, ten of their BCH code, turned over by 0x5412; written twice. */
function drawFormat(size: number, mask: number, put: Put): void {
  let rest = mask;
  for (let bit = 0; bit < 10; bit++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const format = ((mask << 10) | rest) ^ 0x5412;
  const bit = (at: number) => ((format >>> at) & 1) === 1;
  for (let at = 0; at <= 5; at++) put(at, 8, bit(at));
  put(7, 8, bit(6));
  put(8, 8, bit(7));
  put(8, 7, bit(8));
  for (let at = 9; at < 15; at++) put(8, 14 - at, bit(at));
  for (let at = 0; at < 8; at++) put(8, size - 1 - at, bit(at));
  for (let at = 8; at < 15; at++) put(size - 15 + at, 8, bit(at));
  put(size - 8, 8, true);
}

/** Two columns at a time from the right, up and down in turn, past the timing column. */
function* dataPath(size: number): Generator<readonly [row: number, column: number]> {
  let isUp = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const row = isUp ? size - 1 - step : step;
      yield [row, right];
      yield [row, right - 1];
    }
    isUp = !isUp;
  }
}

/** Long runs and blocks of one colour are hard to read. */
function penalty(cells: readonly (readonly boolean[])[]): number {
  const size = cells.length;
  let total = 0;
  for (let line = 0; line < size; line++) {
    for (const at of [
      (place: number) => cells[line]![place]!,
      (place: number) => cells[place]![line]!,
    ]) {
      let run = 1;
      for (let place = 1; place < size; place++) {
        run = at(place) === at(place - 1) ? run + 1 : 1;
        if (run === 5) total += 3;
        else if (run > 5) total += 1;
      }
    }
  }
  for (let row = 1; row < size; row++) {
    for (let column = 1; column < size; column++) {
      const one = cells[row]![column];
      const isBlock =
        one === cells[row - 1]![column] &&
        one === cells[row]![column - 1] &&
        one === cells[row - 1]![column - 1];
      if (isBlock) total += 3;
    }
  }
  return total;
}
