/*
 * Numbers and text as the bytes of files.
 */

export const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

const numbers = (bytes: number, littleEndian: boolean, values: readonly number[]): Buffer => {
  const buffer = Buffer.alloc(bytes * values.length);
  values.forEach((value, index) => {
    if (littleEndian) buffer.writeUIntLE(value, index * bytes, bytes);
    else buffer.writeUIntBE(value, index * bytes, bytes);
  });
  return buffer;
};

export const le16 = (...values: number[]): Buffer => numbers(2, true, values);
export const le24 = (...values: number[]): Buffer => numbers(3, true, values);
export const le32 = (...values: number[]): Buffer => numbers(4, true, values);
export const be16 = (...values: number[]): Buffer => numbers(2, false, values);
export const be32 = (...values: number[]): Buffer => numbers(4, false, values);

/** {@link le32} of more numbers than a call can take. */
export const le32List = (values: readonly number[]): Buffer => numbers(4, true, values);

/** The same bytes so many times. */
export const repeated = (bytes: Uint8Array, times: number): Buffer =>
  Buffer.alloc(bytes.byteLength * times, bytes);

/** A file with some of its bytes replaced. */
export function patched(file: Uint8Array, at: number, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(file);
  copy.set(bytes, at);
  return copy;
}
