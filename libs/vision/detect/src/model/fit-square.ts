/** Upright pixels, four bytes each: red, green, blue, opacity. */
export interface RgbaImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A picture laid into the middle of the square that the model looks at. */
export interface Fit {
  /** Blue, green and red, one plane after the other, as the model was trained on them. */
  readonly planes: Float32Array;
  /** Where the picture lies in the square, in the square's pixels. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels to a side of what the model looks at. */
export const SIDE = 416;
/** Blue, green, red: the mean and the spread over the pictures that the model was trained on. */
const MEAN = [103.53, 116.28, 123.675] as const;
const SPREAD = [57.375, 57.12, 58.395] as const;
const RED = 2; // planes are stored the other way about than pixels

/** Lays a picture into the middle of the square, its proportions kept, what is clear as white. */
export function fitSquare(image: RgbaImage): Fit {
  const scale = SIDE / Math.max(image.width, image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const left = Math.floor((SIDE - width) / 2);
  const top = Math.floor((SIDE - height) / 2);
  const planes = emptyPlanes();
  for (let y = 0; y < height; y++) {
    const row = between(y, height, image.height);
    for (let x = 0; x < width; x++) {
      const column = between(x, width, image.width);
      const at = (y + top) * SIDE + x + left;
      for (let plane = 0; plane < 3; plane++) {
        const value = blend(image, row, column, RED - plane);
        planes[plane * SIDE * SIDE + at] = normal(value, plane);
      }
    }
  }
  return { planes, left, top, width, height };
}

/** The margin is black, as it was in training. */
function emptyPlanes(): Float32Array {
  const planes = new Float32Array(3 * SIDE * SIDE);
  for (let plane = 0; plane < 3; plane++) {
    planes.fill(normal(0, plane), plane * SIDE * SIDE, (plane + 1) * SIDE * SIDE);
  }
  return planes;
}

function normal(value: number, plane: number): number {
  return (value - (MEAN[plane] ?? 0)) / (SPREAD[plane] ?? 1);
}

/** Two neighbouring rows or columns, and the share of the second. */
interface Between {
  readonly first: number;
  readonly second: number;
  readonly share: number;
}

function between(index: number, length: number, sourceLength: number): Between {
  const place = Math.min(sourceLength - 1, Math.max(0, ((index + 0.5) * sourceLength) / length - 0.5));
  const first = Math.floor(place);
  return { first, second: Math.min(sourceLength - 1, first + 1), share: place - first };
}

function blend(image: RgbaImage, row: Between, column: Between, channel: number): number {
  const upper = alongRow(image, row.first, column, channel);
  return row.share === 0 ? upper : upper + (alongRow(image, row.second, column, channel) - upper) * row.share;
}

function alongRow(image: RgbaImage, row: number, column: Between, channel: number): number {
  const left = onWhite(image, row * image.width + column.first, channel);
  return column.share === 0
    ? left
    : left + (onWhite(image, row * image.width + column.second, channel) - left) * column.share;
}

function onWhite({ data }: RgbaImage, pixel: number, channel: number): number {
  const opacity = (data[pixel * 4 + 3] ?? 0) / 255;
  return 255 + ((data[pixel * 4 + channel] ?? 0) - 255) * opacity;
}
