/** Pixels of one byte each, 0 black to 255 white, row by row. */
export interface GreyImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The image at half its size, each pixel the mean of four. An odd last row or column is left out. */
export function halve({ data, width, height }: GreyImage): GreyImage {
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const half = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0; y < halfHeight; y++) {
    let from = 2 * y * width;
    for (let to = y * halfWidth; to < (y + 1) * halfWidth; to++, from += 2) {
      const upper = (data[from] ?? 0) + (data[from + 1] ?? 0);
      const lower = (data[from + width] ?? 0) + (data[from + width + 1] ?? 0);
      half[to] = (upper + lower + 2) >> 2;
    }
  }
  return { data: half, width: halfWidth, height: halfHeight };
}
