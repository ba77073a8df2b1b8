import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ErrorCode } from '@gatehouse/errors';
import { sample } from '../../support/http.js';

/** IMAGE_MAX_BYTES of the server that fetches from these. */
export const MAX_BYTES = 1_000_000;

const png = sample('qr-tiny.png');

/** Answers a request. */
export type Source = (response: ServerResponse) => void;

/** Sends bytes as they stand, whatever HTTP says of them. */
const raw =
  (...pieces: readonly (string | Buffer)[]): Source =>
  ({ socket }) => {
    for (const piece of pieces) socket?.write(piece);
    socket?.end();
  };
/** Sends a beginning and then, every so often, some more. */
const drip =
  (beginning: string, more: string, everyMs: number): Source =>
  ({ socket }) => {
    socket?.write(beginning);
    const timer = setInterval(() => socket?.write(more), everyMs);
    socket?.on('close', () => {
      clearInterval(timer);
    });
  };
const flood =
  (beginning: string, chunk: string): Source =>
  ({ socket }) => {
    if (socket === null) return;
    const more = (): void => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on('drain', more).write(beginning);
    more();
  };
const silent: Source = () => undefined;
const reset =
  (beginning: string): Source =>
  ({ socket }) => {
    if (beginning === '') socket?.resetAndDestroy();
    else socket?.write(beginning, () => socket.resetAndDestroy());
  };
/** One byte after the other, each in a packet of its own. */
const crumble =
  (beginning: string, bytes: Buffer): Source =>
  ({ socket }) => {
    if (socket === null) return;
    const next = (at: number): void => {
      if (at === bytes.length) socket.end();
      else if (!socket.destroyed) socket.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
    };
    socket.setNoDelay(true).write(beginning, () => {
      next(0);
    });
  };
const status =
  (code: number): Source =>
  (response) => {
    response
      .writeHead(code, { 'Content-Type': 'image/png' })
      .end(code === 204 || code === 304 ? undefined : png);
  };
const body =
  (bytes: Buffer | string, headers: Readonly<Record<string, string>> = {}): Source =>
  (response) => {
    response.writeHead(200, headers).end(bytes);
  };

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNK = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
const PNG_TEXT = png.toString('latin1');

/** What a source may send, and what becomes of it. */
export const SOURCES: Readonly<Record<string, readonly [source: Source, outcome: ErrorCode | 200]>> = {
  'a picture': [body(png), 200],
  'a picture under another name': [body(png, { 'Content-Type': 'text/html' }), 200],
  'a picture in chunks, a byte each': [
    raw(
      `${OK}Transfer-Encoding: chunked\r\n\r\n`,
      ...[...png].map((byte) => Buffer.from([0x31, 13, 10, byte, 13, 10])),
      '0\r\n\r\n',
    ),
    200,
  ],
  'a picture in 3000 packets': [
    crumble(`${OK}\r\n`, Buffer.concat([png, Buffer.alloc(3000 - png.length)])),
    200,
  ],
  'a picture that ends with the connection': [raw(OK, '\r\n', png), 200],
  'a picture that is said to be identical': [body(png, { 'Content-Encoding': 'identity' }), 200],
  'a picture after two provisional answers': [
    raw(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
      `${OK}Content-Length: ${png.length}\r\n\r\n`,
      png,
    ),
    200,
  ],
  'a page': [
    body('<!doctype html><title>Not found</title>', { 'Content-Type': 'text/html' }),
    'IMAGE_TYPE_UNKNOWN',
  ],
  nothing: [body(''), 'IMAGE_EMPTY'],
  'status 201': [status(201), 'IMAGE_URL_ANSWER_REFUSED'],
  'status 204': [status(204), 'IMAGE_URL_ANSWER_REFUSED'],
  'status 206': [status(206), 'IMAGE_URL_ANSWER_REFUSED'],
  'status 300': [status(300), 'IMAGE_URL_ANSWER_REFUSED'],
  'status 304': [status(304), 'IMAGE_URL_ANSWER_REFUSED'],
  'status 401': [status(401), 'IMAGE_URL_ANSWER_REFUSED'],
  'status 404': [status(404), 'IMAGE_URL_ANSWER_REFUSED'],
  'status 429': [status(429), 'IMAGE_URL_UNREACHABLE'],
  'status 500': [status(500), 'IMAGE_URL_UNREACHABLE'],
  'status 503': [status(503), 'IMAGE_URL_UNREACHABLE'],
  'status 999': [raw('HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n'), 'IMAGE_URL_UNREACHABLE'],
  'a change of protocol': [
    raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    'IMAGE_URL_UNREACHABLE',
  ],
  'an endless body': [flood(`${OK}Transfer-Encoding: chunked\r\n\r\n`, CHUNK), 'IMAGE_TOO_LARGE'],
  'an endless body that ends with the connection': [flood(`${OK}\r\n`, CHUNK), 'IMAGE_TOO_LARGE'],
  'a length beyond the limit': [
    drip(`${OK}Content-Length: ${MAX_BYTES + 1}\r\n\r\n`, 'x', 200),
    'IMAGE_TOO_LARGE',
  ],
  'a length beyond all numbers': [
    raw(`${OK}Content-Length: 99999999999999999999999\r\n\r\n`),
    'IMAGE_URL_ANSWER_REFUSED',
  ],
  'a length below zero': [raw(`${OK}Content-Length: -1\r\n\r\n`), 'IMAGE_URL_ANSWER_REFUSED'],
  'two lengths': [raw(`${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx`), 'IMAGE_URL_ANSWER_REFUSED'],
  'a length and chunks': [
    raw(`${OK}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    'IMAGE_URL_ANSWER_REFUSED',
  ],
  'fewer bytes than announced': [
    raw(`${OK}Content-Length: ${png.length + 1}\r\n\r\n`, png),
    'IMAGE_URL_UNREACHABLE',
  ],
  'more bytes than announced': [raw(`${OK}Content-Length: 8\r\n\r\n`, png), 'IMAGE_UNDECODABLE'],
  'chunks that break off': [raw(`${OK}Transfer-Encoding: chunked\r\n\r\n`, CHUNK), 'IMAGE_URL_UNREACHABLE'],
  'a chunk of no size': [raw(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n`), 'IMAGE_URL_UNREACHABLE'],
  'a body in gzip': [body(gzipSync(png), { 'Content-Encoding': 'gzip' }), 'IMAGE_URL_ANSWER_REFUSED'],
  'a bomb in gzip': [
    body(gzipSync(Buffer.alloc(50_000_000)), { 'Content-Encoding': 'gzip' }),
    'IMAGE_URL_ANSWER_REFUSED',
  ],
  'a bomb in gzip that is not said to be one': [
    body(gzipSync(Buffer.alloc(50_000_000))),
    'IMAGE_TYPE_UNKNOWN',
  ],
  'a bomb in gzip as a transfer': [
    raw(
      `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n14\r\n`,
      gzipSync(Buffer.alloc(1)).subarray(0, 20),
      '\r\n0\r\n\r\n',
    ),
    'IMAGE_TYPE_UNKNOWN',
  ],
  'a body in an unknown encoding': [
    body(png, { 'Content-Encoding': 'br, gzip' }),
    'IMAGE_URL_ANSWER_REFUSED',
  ],
  'headers beyond measure': [raw(`${OK}X-Long: ${'x'.repeat(100_000)}\r\n\r\n`), 'IMAGE_URL_ANSWER_REFUSED'],
  'headers without number': [flood(OK, 'X: y\r\n'.repeat(1000)), 'IMAGE_URL_ANSWER_REFUSED'],
  'provisional answers without number': [
    drip('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', 50),
    'IMAGE_URL_TIMED_OUT',
  ],
  'no answer': [silent, 'IMAGE_URL_TIMED_OUT'],
  'headers that drip': [drip(OK, 'X: y\r\n', 100), 'IMAGE_URL_TIMED_OUT'],
  'a body that does not begin': [
    drip(`${OK}Content-Length: 100\r\n\r\n`, '', 100_000),
    'IMAGE_URL_TIMED_OUT',
  ],
  'a body that stalls': [
    drip(`${OK}Content-Length: 1000\r\n\r\n${PNG_TEXT}`, '', 100_000),
    'IMAGE_URL_TIMED_OUT',
  ],
  'a body that drips': [drip(`${OK}Content-Length: 1000\r\n\r\n`, 'x', 200), 'IMAGE_URL_TIMED_OUT'],
  'what is not HTTP': [raw('220 mail.example ESMTP\r\n'), 'IMAGE_URL_ANSWER_REFUSED'],
  'HTTP/0.9': [raw(png), 'IMAGE_URL_ANSWER_REFUSED'],
  'HTTP/2': [raw(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])), 'IMAGE_URL_ANSWER_REFUSED'],
  'a carriage return alone inside a header': [raw(`${OK}A: b\rC: d\r\n\r\n`), 'IMAGE_URL_ANSWER_REFUSED'],
  'an end at once': [raw(), 'IMAGE_URL_UNREACHABLE'],
  'a reset': [reset(''), 'IMAGE_URL_UNREACHABLE'],
  'a reset inside the body': [reset(`${OK}Content-Length: 999\r\n\r\nxxx`), 'IMAGE_URL_UNREACHABLE'],
};
