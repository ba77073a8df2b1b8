import { exifBlock, type ExifDirectories, type Tag } from './exif-block.js';

const STRIP_OFFSETS = 0x0111;

/** A whole TIFF file of one grey pixel that carries EXIF directories, as scanners write them. */
export function tiffWithExif({ image = [], ...others }: ExifDirectories): Buffer {
  const picture = (pixelAt: number): readonly Tag[] => [
    ...[0x0100, 0x0101, 0x0103, 0x0106, 0x0115, 0x0116, 0x0117].map(
      (id) => ({ id, type: 'short', value: [1] }) as const,
    ),
    { id: 0x0102, type: 'short', value: [8] },
    { id: STRIP_OFFSETS, type: 'long', value: [pixelAt] },
  ];
  const { length } = exifBlock({ image: [...image, ...picture(0)], ...others });
  return Buffer.concat([exifBlock({ image: [...image, ...picture(length)], ...others }), Buffer.from([128])]);
}
