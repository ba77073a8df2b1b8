import fc from 'fast-check';
import { FRAME_KIND, encodeFrameHead, type Frame } from '../../../libs/sandbox/src/channel/frame.js';
import { FrameReader, type FrameLimits } from '../../../libs/sandbox/src/channel/frame-reader.js';

const LIMITS: FrameLimits = { maxHeaderBytes: 4096, maxBodyBytes: 4096, bodyKind: FRAME_KIND.REPLY };
const HOST: FrameLimits = { ...LIMITS, bodyKind: FRAME_KIND.CALL };

const NO_BODY = fc.constant(new Uint8Array(0));
const frames = fc.array(
  fc.constantFrom(...Object.values(FRAME_KIND)).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      header: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }).map(asJson),
      body: kind === FRAME_KIND.REPLY ? fc.uint8Array({ maxLength: 200 }) : NO_BODY,
    }),
  ),
  { maxLength: 8 },
);

function asJson(value: object): Frame['header'] {
  return JSON.parse(JSON.stringify(value)) as Frame['header']; // a dictionary of JSON values
}

function bytesOf(sent: readonly Frame[]): Buffer {
  return Buffer.concat(
    sent.flatMap(({ kind, header, body }) => [encodeFrameHead(kind, header, body.length), body]),
  );
}

function readAll(chunks: readonly Buffer[], limits = LIMITS): Frame[] {
  const read: Frame[] = [];
  const reader = new FrameReader(limits);
  for (const chunk of chunks) reader.read(chunk, (frame) => read.push(frame));
  return read;
}

function prefix(kind: number, headerBytes: number, bodyBytes: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt8(kind, 0);
  bytes.writeUInt32BE(headerBytes, 1);
  bytes.writeUInt32BE(bodyBytes, 5);
  return bytes;
}

describe('FrameReader', () => {
  it('gives the same frames however their bytes are cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sent, lengths) => {
        const bytes = bytesOf(sent);
        const chunks: Buffer[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const length = lengths[turn % lengths.length] ?? 1;
          chunks.push(bytes.subarray(at, at + length));
          at += length;
        }
        expect(readAll(chunks)).toEqual(sent);
      }),
    );
  });

  it('gives every frame its own bytes', () => {
    const sent = [1, 2].map((fill) => ({
      kind: FRAME_KIND.CALL,
      header: {},
      body: new Uint8Array(64).fill(fill),
    }));
    const chunk = bytesOf(sent);
    const read = readAll([chunk], HOST);
    chunk.fill(0xff);
    expect(read).toEqual(sent);
    expect(read.map(({ body }) => body.buffer.byteLength)).toEqual([64, 64]);
  });

  it('takes lengths up to the limits and not one byte more', () => {
    const limits = { ...LIMITS, maxHeaderBytes: 2, maxBodyBytes: 3 };
    const frame = Buffer.concat([prefix(FRAME_KIND.REPLY, 2, 3), Buffer.from('{}abc')]);
    expect(readAll([frame], limits)).toHaveLength(1);
    expect(() => readAll([prefix(FRAME_KIND.REPLY, 3, 0)], limits)).toThrow('a header of 3 bytes');
    expect(() => readAll([prefix(FRAME_KIND.REPLY, 2, 4)], limits)).toThrow('a body of 4 bytes');
  });

  it('takes a body of the one kind that has one, and of no other', () => {
    const others = Object.values(FRAME_KIND).filter((kind) => kind !== LIMITS.bodyKind);
    for (const kind of others) {
      expect(() => readAll([prefix(kind, 2, 1)])).toThrow('a body of 1 bytes where none belongs');
      expect(readAll([prefix(kind, 2, 0), Buffer.from('{}')])).toHaveLength(1);
    }
  });

  it('refuses lengths before it takes memory for them', () => {
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 100; count++) {
      expect(() => readAll([prefix(FRAME_KIND.REPLY, 2, 0xffff_ffff)])).toThrow('a body of 4294967295 bytes');
      expect(() => readAll([prefix(FRAME_KIND.REPLY, 0xffff_ffff, 0)])).toThrow(
        'a header of 4294967295 bytes',
      );
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  it.each([
    ['no kind of frame', prefix(0, 2, 0), '0 is no kind of frame'],
    ['an unknown kind', prefix(200, 2, 0), '200 is no kind of frame'],
    ['no header', prefix(FRAME_KIND.LOG, 0, 0), 'a header that is not JSON'],
    ['a header cut short', Buffer.concat([prefix(FRAME_KIND.LOG, 1, 0), Buffer.from('{')]), 'not JSON'],
    ['a number as header', Buffer.concat([prefix(FRAME_KIND.LOG, 1, 0), Buffer.from('1')]), 'not an object'],
    ['null as header', Buffer.concat([prefix(FRAME_KIND.LOG, 4, 0), Buffer.from('null')]), 'not an object'],
    ['a list as header', Buffer.concat([prefix(FRAME_KIND.LOG, 2, 0), Buffer.from('[]')]), 'not an object'],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => readAll([bytes])).toThrow(message);
  });

  it('throws nothing but its own error at garbage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        try {
          readAll([Buffer.from(bytes)]);
        } catch (problem) {
          expect(problem).toMatchObject({ name: 'ChannelError' });
        }
      }),
    );
  });
});
