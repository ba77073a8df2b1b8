import type { PixelSize } from '../inspection/image-inspection.js';
import type { CaptionedBox } from './captioned-box.js';
import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphOf } from './glyphs.js';

type Colour = readonly [red: number, green: number, blue: number];

/** Told apart by eyes that do not tell red from green, and seen on light and on dark (Okabe and Ito, 2008). */
const COLOURS: readonly Colour[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
];
const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/** Upright RGB pixels, 3 bytes each, row by row. */
interface Canvas extends PixelSize {
  readonly pixels: Uint8Array;
}

/**
 * Draws boxes and their captions into a picture; what lies outside of it is left out. What has the same caption, but for
 * numbers, has the same colour.
 *
 * @param boxes in the pixels of the picture
 */
export function drawBoxes(canvas: Canvas, boxes: readonly CaptionedBox[]): void {
  const unit = Math.max(2, Math.round(Math.max(canvas.width, canvas.height) / 400));
  // The large ones first, so that the small ones lie on top, and all captions above all frames.
  const ordered = [...boxes].sort((one, other) => other.width * other.height - one.width * one.height);
  for (const box of ordered) drawFrame(canvas, box, unit);
  for (const box of ordered) if (box.caption !== '') drawCaption(canvas, box, unit);
}

function drawFrame(canvas: Canvas, box: CaptionedBox, thickness: number): void {
  const { x, y, width, height } = box;
  const colour = colourOf(box);
  fill(canvas, x, y, width, thickness, colour);
  fill(canvas, x, y + height - thickness, width, thickness, colour);
  fill(canvas, x, y, thickness, height, colour);
  fill(canvas, x + width - thickness, y, thickness, height, colour);
}

/** Above its box; where there is no room, inside. */
function drawCaption(canvas: Canvas, box: CaptionedBox, size: number): void {
  const letters = Array.from(box.caption);
  const width = (letters.length * (GLYPH_WIDTH + 1) + 1) * size;
  const height = (GLYPH_HEIGHT + 2) * size;
  const left = Math.max(0, Math.min(box.x, canvas.width - width));
  const top = box.y >= height ? box.y - height : box.y;
  const colour = colourOf(box);
  fill(canvas, left, top, width, height, colour);
  const ink = isLight(colour) ? BLACK : WHITE;
  for (const [index, letter] of letters.entries()) {
    drawGlyph(canvas, left + (index * (GLYPH_WIDTH + 1) + 1) * size, top + size, letter, size, ink);
  }
}

function drawGlyph(
  canvas: Canvas,
  left: number,
  top: number,
  letter: string,
  size: number,
  ink: Colour,
): void {
  for (const [row, dots] of glyphOf(letter).entries()) {
    for (const [column, dot] of Array.from(dots).entries()) {
      if (dot === '#') fill(canvas, left + column * size, top + row * size, size, size, ink);
    }
  }
}

/** Fills a rectangle as far as it lies in the picture. */
function fill(
  { pixels, width: across, height: down }: Canvas,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
): void {
  const [left, right] = [Math.max(0, Math.round(x)), Math.min(across, Math.round(x + width))];
  const [top, bottom] = [Math.max(0, Math.round(y)), Math.min(down, Math.round(y + height))];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) pixels.set(colour, (row * across + column) * 3);
  }
}

function colourOf({ caption }: CaptionedBox): Colour {
  let sum = 0;
  for (const letter of caption.replaceAll(/[\d.%\s]+/g, ''))
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return COLOURS[sum % COLOURS.length] ?? WHITE;
}

function isLight([red, green, blue]: Colour): boolean {
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140;
}
