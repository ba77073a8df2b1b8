import type { DiskRecord } from './disk-record.ts';

/** kind, fd, number, bytes of the name, bytes of the data; see `struct head` in record.c. */
const HEAD_BYTES = 24;

/** What stands in one record of the log. */
interface Entry {
  readonly kind: number;
  readonly fd: number;
  readonly number: number;
  readonly name: string;
  readonly data: Buffer;
}

/** By the numbers of `enum kind` in record.c. */
const KINDS: Readonly<Record<number, (entry: Entry) => DiskRecord>> = {
  1: () => ({ did: 'start' }),
  2: ({ fd, name, number }) => ({ did: 'open', fd, path: name, how: HOW_OPENED[number] ?? 'as it is' }),
  3: ({ fd }) => ({ did: 'close', fd }),
  4: ({ fd, number, data }) => ({ did: 'write', fd, offset: number, data }),
  5: ({ fd, number }) => ({ did: 'resize', fd, size: number }),
  6: ({ fd }) => ({ did: 'sync', fd }),
  7: ({ name, data }) => ({ did: 'link', from: name, to: data.toString() }),
  8: ({ name, data }) => ({ did: 'rename', from: name, to: data.toString() }),
  9: ({ name }) => ({ did: 'unlink', path: name }),
  10: ({ name }) => ({ did: 'mkdir', path: name }),
  11: ({ name }) => ({ did: 'rmdir', path: name }),
  12: ({ data }) => ({ did: 'mark', text: data.toString() }),
};

/** By the numbers of `enum opened` in record.c. */
const HOW_OPENED: Readonly<Record<number, 'created' | 'truncated'>> = { 1: 'created', 2: 'truncated' };

/**
 * The records of a log, in their order. Their data are parts of `log`, not copies.
 *
 * @throws Error for what record.c never wrote
 */
export function readLog(log: Buffer): readonly DiskRecord[] {
  const records: DiskRecord[] = [];
  for (let at = 0; at < log.length;) {
    const { entry, end } = entryAt(log, at);
    const read = KINDS[entry.kind];
    if (read === undefined || end > log.length) throw new Error(`the log is damaged at byte ${at}`);
    records.push(read(entry));
    at = end;
  }
  return records;
}

function entryAt(log: Buffer, at: number): { readonly entry: Entry; readonly end: number } {
  if (at + HEAD_BYTES > log.length) throw new Error(`the log ends within the record at byte ${at}`);
  const nameFrom = at + HEAD_BYTES;
  const dataFrom = nameFrom + log.readUInt32LE(at + 16);
  const end = dataFrom + log.readUInt32LE(at + 20);
  const entry = {
    kind: log.readUInt32LE(at),
    fd: log.readInt32LE(at + 4),
    number: Number(log.readBigUInt64LE(at + 8)),
    name: log.toString('utf8', nameFrom, dataFrom),
    data: log.subarray(dataFrom, end),
  };
  return { entry, end };
}
