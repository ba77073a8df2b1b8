import fc from 'fast-check';
import { Chance } from '../../scripts/power-cuts/chance.js';
import { Disk } from '../../scripts/power-cuts/disk.js';
import type { DiskRecord } from '../../scripts/power-cuts/disk-record.js';
import { imageOf, type FolderImage } from '../../scripts/power-cuts/disk-image.js';
import { randomPowerCut, type PowerCut } from '../../scripts/power-cuts/power-cut.js';

const NOTHING: PowerCut = { keeps: () => false, grows: () => false, filler: 0, pieceBytes: 512 };
const EVERYTHING: PowerCut = { ...NOTHING, keeps: () => true };

const FILE = 3;
const FOLDER = 4;
const OPENED: readonly DiskRecord[] = [
  { did: 'start' },
  { did: 'open', fd: FOLDER, path: '/disk', how: 'as it is' },
  { did: 'open', fd: FILE, path: '/disk/file', how: 'created' },
];
const SYNC_FILE: DiskRecord = { did: 'sync', fd: FILE };
const SYNC_FOLDER: DiskRecord = { did: 'sync', fd: FOLDER };
const write = (offset: number, text: string): DiskRecord => ({
  did: 'write',
  fd: FILE,
  offset,
  data: Buffer.from(text),
});

function after(
  records: readonly DiskRecord[],
  cut: PowerCut,
  obeys?: (path: string) => boolean,
): FolderImage {
  const disk = new Disk('/disk', obeys);
  for (const record of [...OPENED, ...records]) disk.apply(record);
  return imageOf(disk.root, cut);
}

/** What a file holds that no power cut befalls. */
function contentOf(records: readonly DiskRecord[]): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  const resized = (size: number): Buffer => Buffer.concat([bytes.subarray(0, size)], size);
  for (const record of records) {
    if (record.did === 'resize') bytes = resized(record.size);
    if (record.did !== 'write') continue;
    bytes = resized(Math.max(bytes.length, record.offset + record.data.length));
    record.data.copy(bytes, record.offset);
  }
  return bytes;
}

const change: fc.Arbitrary<DiskRecord> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.nat({ max: 3000 }), fc.uint8Array({ minLength: 1, maxLength: 1500 }))
      .map(([offset, data]): DiskRecord => ({ did: 'write', fd: FILE, offset, data: Buffer.from(data) })),
  },
  {
    weight: 1,
    arbitrary: fc.nat({ max: 4000 }).map((size): DiskRecord => ({ did: 'resize', fd: FILE, size })),
  },
);
const changes = fc.array(change, { maxLength: 8 });
const cut = fc
  .string({ minLength: 1, maxLength: 8 })
  .map((seed) => randomPowerCut(new Chance(seed), 0, OPENED.length + 8));

describe('the disk after a power cut', () => {
  it('has what a sync made sure of, whatever the cut, while nothing was done since', () => {
    fc.assert(
      fc.property(changes, cut, (done, how) => {
        const { file } = after([...done, SYNC_FILE, SYNC_FOLDER], how);
        expect(file).toEqual(contentOf(done));
      }),
    );
  });

  it('has none of what came later, where nothing of it reached the disk, and all of it where everything did', () => {
    fc.assert(
      fc.property(changes, changes, (early, late) => {
        const records = [SYNC_FOLDER, ...early, SYNC_FILE, ...late];
        expect(after(records, NOTHING)['file']).toEqual(contentOf(early));
        expect(after(records, EVERYTHING)['file']).toEqual(contentOf([...early, ...late]));
      }),
    );
  });

  it('has each block as it was at some moment since the sync, or never written', () => {
    fc.assert(
      fc.property(changes, changes, cut, (early, late, how) => {
        const { file } = after([SYNC_FOLDER, ...early, SYNC_FILE, ...late], how);
        const bytes = file instanceof Buffer ? file : Buffer.alloc(0);
        const states = late.map((_, count) => contentOf([...early, ...late.slice(0, count + 1)]));
        const allowed = [contentOf(early), ...states];
        const offenders = [...bytes].flatMap((byte, at) =>
          byte === how.filler || byte === 0 || allowed.some((state) => state[at] === byte) ? [] : [at],
        );
        expect(offenders).toEqual([]);
      }),
    );
  });

  it('has a write torn where its pieces fared differently, with the gap as the disk had it', () => {
    const [first, second] = ['a'.repeat(512), 'b'.repeat(512)];
    const keepsSecond = (): PowerCut => {
      let piece = 0;
      return { keeps: () => piece++ === 1, grows: () => false, filler: 0x78, pieceBytes: 512 };
    };
    const torn = after([SYNC_FOLDER, write(0, first + second)], keepsSecond());
    expect(torn['file']).toEqual(Buffer.from('x'.repeat(512) + second));
  });

  it('has a file’s name only once its folder was synced, and loses it only then', () => {
    const created = [write(0, 'a'), SYNC_FILE];
    expect(after(created, NOTHING)).toEqual({});
    expect(after([...created, SYNC_FOLDER], NOTHING)).toEqual({ file: Buffer.from('a') });
    const removed: readonly DiskRecord[] = [...created, SYNC_FOLDER, { did: 'unlink', path: '/disk/file' }];
    expect(after(removed, NOTHING)).toEqual({ file: Buffer.from('a') });
    expect(after([...removed, SYNC_FOLDER], NOTHING)).toEqual({});
  });

  it('has a file the same under each of its names', () => {
    const linked: DiskRecord = { did: 'link', from: '/disk/file', to: '/disk/other' };
    const records = [write(0, 'a'), linked, write(1, 'b')];
    expect(after(records, EVERYTHING)).toEqual({ file: Buffer.from('ab'), other: Buffer.from('ab') });
    const renamed: DiskRecord = { did: 'rename', from: '/disk/file', to: '/disk/new' };
    expect(after([...records, renamed], EVERYTHING)).toEqual({
      other: Buffer.from('ab'),
      new: Buffer.from('ab'),
    });
  });

  it('has what was made in a folder only where the folder is there too', () => {
    const made: readonly DiskRecord[] = [
      { did: 'mkdir', path: '/disk/inner' },
      { did: 'open', fd: 5, path: '/disk/inner', how: 'as it is' },
      { did: 'open', fd: 6, path: '/disk/inner/file', how: 'created' },
      { did: 'sync', fd: 6 },
      { did: 'sync', fd: 5 },
    ];
    expect(after(made, NOTHING)).toEqual({});
    expect(after([...made, SYNC_FOLDER], NOTHING)).toEqual({
      file: Buffer.alloc(0),
      inner: { file: Buffer.alloc(0) },
    });
  });

  it('has nothing that is sure where syncs are ignored', () => {
    const records = [write(0, 'a'), SYNC_FILE, SYNC_FOLDER];
    expect(after(records, NOTHING, () => false)).toEqual({});
    expect(after(records, NOTHING, (path) => path !== 'file')).toEqual({ file: Buffer.alloc(0) });
  });

  it('has after a while what it wrote by itself', () => {
    const disk = new Disk('/disk', () => false);
    for (const record of [...OPENED, write(0, 'a'), write(1, 'b')]) disk.apply(record);
    disk.settle(OPENED.length + 1);
    expect(imageOf(disk.root, NOTHING)).toEqual({ file: Buffer.from('a') });
  });

  it('is the same for the same seed', () => {
    const records = Array.from({ length: 20 }, (_, n) => write(n * 700, String(n % 10).repeat(900)));
    const image = (seed: string): FolderImage =>
      after([SYNC_FOLDER, ...records], randomPowerCut(new Chance(seed), 0, records.length));
    expect(image('a')).toEqual(image('a'));
    const images = ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => JSON.stringify(image(seed)));
    expect(new Set(images).size).toBeGreaterThan(1);
  });
});
