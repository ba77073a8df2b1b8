/** Grey pixels, row by row, 0 to 255. */
export interface GreyImage {
  readonly levels: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

/** A picture of another size, each of its pixels the mean of what it covers, parts of pixels by their part. */
export function shrink(image: GreyImage, width: number, height: number): GreyImage {
  const narrow = alongRows(image, width);
  return turned(alongRows(turned(narrow), height));
}

function alongRows({ levels, width, height }: GreyImage, wanted: number): GreyImage {
  const scale = width / wanted;
  const result = new Float64Array(wanted * height);
  for (let x = 0; x < wanted; x++) {
    const [from, to] = [x * scale, (x + 1) * scale];
    for (let source = Math.floor(from); source < to && source < width; source++) {
      const part = (Math.min(to, source + 1) - Math.max(from, source)) / scale;
      for (let y = 0; y < height; y++) {
        result[y * wanted + x] = (result[y * wanted + x] ?? 0) + part * (levels[y * width + source] ?? 0);
      }
    }
  }
  return { levels: result, width: wanted, height };
}

function turned({ levels, width, height }: GreyImage): GreyImage {
  const result = Float64Array.from(
    { length: width * height },
    (_, at) => levels[(at % height) * width + Math.floor(at / height)] ?? 0,
  );
  return { levels: result, width: height, height: width };
}
