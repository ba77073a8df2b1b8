import fc from 'fast-check';
import { readLog } from '../../scripts/power-cuts/read-log.js';

/** A record as record.c writes it. */
function entry(kind: number, fd = -1, number = 0n, name = '', data = ''): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(kind, 0);
  head.writeInt32LE(fd, 4);
  head.writeBigUInt64LE(number, 8);
  head.writeUInt32LE(Buffer.byteLength(name), 16);
  head.writeUInt32LE(Buffer.byteLength(data), 20);
  return Buffer.concat([head, Buffer.from(name), Buffer.from(data)]);
}

const LOG = [
  entry(1),
  entry(10, -1, 0n, '/disk/made'),
  entry(2, 7, 1n, '/disk/made/ä'),
  entry(2, 8, 2n, '/disk/old'),
  entry(2, 9, 0n, '/disk'),
  entry(4, 7, 5_000_000_000n, '', 'bytes'),
  entry(5, 8, 512n),
  entry(6, 7),
  entry(3, 7),
  entry(7, -1, 0n, '/disk/a', '/disk/b'),
  entry(8, -1, 0n, '/disk/b', '/disk/c'),
  entry(9, -1, 0n, '/disk/a'),
  entry(11, -1, 0n, '/disk/made'),
  entry(12, -1, 0n, '', '{"told":"asked"}'),
];

describe('the log of a recorder', () => {
  it('is read record by record', () => {
    expect(readLog(Buffer.concat(LOG))).toEqual([
      { did: 'start' },
      { did: 'mkdir', path: '/disk/made' },
      { did: 'open', fd: 7, path: '/disk/made/ä', how: 'created' },
      { did: 'open', fd: 8, path: '/disk/old', how: 'truncated' },
      { did: 'open', fd: 9, path: '/disk', how: 'as it is' },
      { did: 'write', fd: 7, offset: 5_000_000_000, data: Buffer.from('bytes') },
      { did: 'resize', fd: 8, size: 512 },
      { did: 'sync', fd: 7 },
      { did: 'close', fd: 7 },
      { did: 'link', from: '/disk/a', to: '/disk/b' },
      { did: 'rename', from: '/disk/b', to: '/disk/c' },
      { did: 'unlink', path: '/disk/a' },
      { did: 'rmdir', path: '/disk/made' },
      { did: 'mark', text: '{"told":"asked"}' },
    ]);
  });

  it('is refused where it was cut off anywhere but between two records', () => {
    const whole = Buffer.concat(LOG);
    const ends = new Set([0]);
    for (let at = 0, n = 0; n < LOG.length; n++) ends.add((at += LOG[n]?.length ?? 0));
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), (length) => {
        const read = (): unknown => readLog(whole.subarray(0, length));
        if (ends.has(length)) expect(read).not.toThrow();
        else expect(read).toThrow(/^the log (is damaged|ends within the record) at byte|the record at byte/);
      }),
    );
  });

  it('is refused where something stands in it that the recorder never writes', () => {
    expect(() => readLog(entry(13))).toThrow('the log is damaged at byte 0');
  });
});
