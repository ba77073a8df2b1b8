import { seededRandom, type SeededRandom } from '../../support/barcodes/seeded-random.js';

/** Pieces that mean something to whoever reads HTTP. */
const PIECES = [
  '\r\n',
  '\r\n\r\n',
  '\n',
  '\r',
  '\0',
  ' ',
  ':',
  ';',
  ',',
  '%',
  '%00',
  '..',
  '\xff',
  '0\r\n\r\n',
  'Content-Length: 0\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Expect: 100-continue\r\n',
  'Connection: close\r\n',
  'Upgrade: h2c\r\n',
  'Host: b\r\n',
  'HTTP/1.0',
  'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  '--b--',
  '__proto__',
  '99999999999999999999',
  '-1',
];

type Mutation = (bytes: Buffer, random: SeededRandom) => Buffer;

const pick = (random: SeededRandom, below: number): number => Math.floor(random.between(0, below));
const splice = (bytes: Buffer, at: number, gone: number, put: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + gone)]);
const NOTHING = Buffer.alloc(0);

const MUTATIONS: readonly Mutation[] = [
  // one bit
  (bytes, random) => {
    const at = pick(random, bytes.length);
    return splice(bytes, at, 1, Buffer.of((bytes[at] ?? 0) ^ (1 << pick(random, 8))));
  },
  // one byte
  (bytes, random) => splice(bytes, pick(random, bytes.length), 1, Buffer.of(pick(random, 256))),
  // a range goes
  (bytes, random) => splice(bytes, pick(random, bytes.length), 1 + pick(random, 20), NOTHING),
  // a range twice
  (bytes, random) => {
    const at = pick(random, bytes.length);
    return splice(bytes, at, 0, bytes.subarray(at, at + 1 + pick(random, 60)));
  },
  // noise
  (bytes, random) =>
    splice(
      bytes,
      pick(random, bytes.length),
      0,
      Buffer.from(Array.from({ length: 1 + pick(random, 12) }, () => pick(random, 256))),
    ),
  // something that means something
  (bytes, random) =>
    splice(
      bytes,
      pick(random, bytes.length),
      pick(random, 3),
      Buffer.from(PIECES[pick(random, PIECES.length)] ?? '', 'latin1'),
    ),
  // cut short
  (bytes, random) => bytes.subarray(0, 1 + pick(random, bytes.length)),
  // two lines change places
  (bytes, random) => {
    const lines = bytes.toString('latin1').split('\r\n');
    const [from, to] = [pick(random, lines.length), pick(random, lines.length)];
    [lines[from], lines[to]] = [lines[to] ?? '', lines[from] ?? ''];
    return Buffer.from(lines.join('\r\n'), 'latin1');
  },
];

/**
 * A valid request with one to four mutations.
 *
 * @param seed of the run
 * @param index of the mutation in it: the same two numbers always give the same bytes
 */
export function mutated(requests: readonly Buffer[], seed: number, index: number): Buffer {
  const random = seededRandom(seed * 1_000_003 + index);
  let bytes = requests[pick(random, requests.length)] ?? NOTHING;
  for (let count = 1 + pick(random, 4); count > 0 && bytes.length > 0; count--) {
    // most of them in the head, which is small
    const head = Math.min(bytes.length, 1 + bytes.indexOf('\r\n\r\n') + 3);
    const mutation = MUTATIONS[pick(random, MUTATIONS.length)];
    if (mutation === undefined) continue;
    bytes =
      random.between(0, 1) < 0.7
        ? Buffer.concat([mutation(bytes.subarray(0, head), random), bytes.subarray(head)])
        : mutation(bytes, random);
  }
  return bytes;
}
