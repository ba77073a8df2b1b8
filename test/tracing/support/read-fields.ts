/** One field of a message: a number, or bytes. */
export type Field = bigint | Uint8Array;

/** A message of the Protocol Buffers wire format: its fields by their numbers, each as often as it is there. */
export type Fields = ReadonlyMap<number, readonly Field[]>;

/** Reads one message, whatever it means. */
function readFields(bytes: Uint8Array): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new Map<number, Field[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const slice = (length: number): Uint8Array => bytes.subarray(at, (at += length));
  const fixed = (length: number): bigint => {
    at += length;
    return length === 8 ? view.getBigUint64(at - 8, true) : BigInt(view.getUint32(at - 4, true));
  };
  const readers = [varint, () => fixed(8), () => slice(Number(varint())), null, null, () => fixed(4)];
  while (at < bytes.length) {
    const key = Number(varint());
    const read = readers[key & 7];
    if (!read) throw new Error(`no such wire type: ${key & 7}`);
    fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), read()]);
  }
  return fields;
}

/** The messages that a field holds. */
export function messages(fields: Fields, number: number): Fields[] {
  return (fields.get(number) ?? []).map((field) => readFields(bytesOf(field)));
}

/** A field that is a text; empty where it is not there, as the format has it. */
export function text(fields: Fields, number: number): string {
  return Buffer.from(bytesOf(fields.get(number)?.[0] ?? new Uint8Array())).toString();
}

/** A field that is an id, in hexadecimal digits; empty where it is not there. */
export function hex(fields: Fields, number: number): string {
  return Buffer.from(bytesOf(fields.get(number)?.[0] ?? new Uint8Array())).toString('hex');
}

/** A field that is a number; 0 where it is not there. */
export function number(fields: Fields, at: number): bigint {
  const field = fields.get(at)?.[0] ?? 0n;
  if (typeof field !== 'bigint') throw new Error(`field ${at} is no number`);
  return field;
}

function bytesOf(field: Field): Uint8Array {
  if (typeof field === 'bigint') throw new Error(`a number where bytes should be: ${field}`);
  return field;
}
