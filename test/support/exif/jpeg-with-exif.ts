/** Puts an EXIF block (the TIFF structure, without its "Exif" mark) into a JPEG, right behind its start. */
export function jpegWithExif(jpeg: Uint8Array, block: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, jpeg.subarray(2)]);
}
