/** Upright pixels, four bytes each: red, green, blue, opacity. */
export interface RgbaImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A square of a picture, in its pixels; parts of it may lie outside. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Pixels to a side of what the model looks at. */
export const SIDE = 256;

/**
 * Cuts a square out of a picture as the model takes it: red, green and blue from -1 to 1, what is clear as white, what
 * lies outside as black. Scaled down, several pixels are drawn together, or fine patterns would come out as others.
 */
export function cutSquare(image: RgbaImage, square: Square): Float32Array {
  const cut = new Float32Array(SIDE * SIDE * 3);
  const step = square.side / SIDE;
  const samples = Math.max(1, Math.round(step));
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const at = (row * SIDE + column) * 3;
      for (let i = 0; i < samples * samples; i++) {
        const x = square.x + step * (column + ((i % samples) + 0.5) / samples);
        const y = square.y + step * (row + (Math.floor(i / samples) + 0.5) / samples);
        addPixel(image, Math.floor(x), Math.floor(y), cut, at);
      }
      for (let channel = 0; channel < 3; channel++) {
        cut[at + channel] = (cut[at + channel] ?? 0) / (samples * samples * 127.5) - 1;
      }
    }
  }
  return cut;
}

function addPixel(
  { data, width, height }: RgbaImage,
  x: number,
  y: number,
  cut: Float32Array,
  at: number,
): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const from = (y * width + x) * 4;
  const opacity = (data[from + 3] ?? 0) / 255;
  for (let channel = 0; channel < 3; channel++) {
    cut[at + channel] = (cut[at + channel] ?? 0) + 255 + ((data[from + channel] ?? 0) - 255) * opacity;
  }
}
