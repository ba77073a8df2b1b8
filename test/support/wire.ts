import { connect, type Socket } from 'node:net';
import type { ErrorBody } from '@gatehouse/contracts';
import { ERROR_CATALOGUE } from '@gatehouse/errors';

/** One answer as it stood on the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** What came back on one connection. */
export interface WireTalk {
  readonly answers: readonly WireAnswer[];
  /** Bytes that are no whole answer; empty where all is well. */
  readonly rest: Buffer;
  /** How many times leave to send the body was given. */
  readonly continues: number;
  /** `end` where the server closed, `reset` where the connection broke, `open` where it could go on. */
  readonly ending: 'end' | 'reset' | 'open';
}

const LINE = /^HTTP\/1\.1 (\d{3}) ([A-Za-z ]+)$/;
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): ([\x20-\x7e]*)$/;
const REASONS: Readonly<Record<string, string>> = { 100: 'Continue', 200: 'OK', 400: 'Bad Request' };

/**
 * Reads answers as strictly as can be: every one has a known status with its own reason, fields of visible ASCII, no
 * field twice, and a Content-Length with exactly as many bytes after it.
 *
 * @param methods of the requests in order: an answer to HEAD has no body
 * @throws Error at the first thing that is not so
 */
export function readAnswers(bytes: Buffer, methods: readonly string[]): Omit<WireTalk, 'ending'> {
  const answers: WireAnswer[] = [];
  let continues = 0;
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { answers, rest, continues };
    const [line = '', ...fields] = rest.toString('latin1', 0, end).split('\r\n');
    const status = statusOf(line);
    if (status === 100) {
      if (fields.length > 0) throw new Error('a 100 with fields');
      continues++;
      rest = rest.subarray(end + 4);
      continue;
    }
    const headers = headersOf(fields);
    const length = lengthOf(headers);
    const hasBody = methods[answers.length] !== 'HEAD';
    const bodyEnd = end + 4 + (hasBody ? length : 0);
    if (rest.length < bodyEnd) return { answers, rest, continues };
    answers.push({ status, headers, body: rest.subarray(end + 4, bodyEnd) });
    rest = rest.subarray(bodyEnd);
  }
}

function statusOf(line: string): number {
  const [, status = '', reason = ''] = LINE.exec(line) ?? [];
  if (REASONS[status] !== reason)
    throw new Error(`no status line of ours: ${JSON.stringify(line.slice(0, 200))}`);
  return Number(status);
}

function headersOf(fields: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const field of fields) {
    const [, name, value] = FIELD.exec(field) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no header: ${JSON.stringify(field)}`);
    if (headers.has(name.toLowerCase())) throw new Error(`a header twice: ${name}`);
    headers.set(name.toLowerCase(), value);
  }
  return headers;
}

function lengthOf(headers: ReadonlyMap<string, string>): number {
  const length = headers.get('content-length') ?? '';
  if (!/^\d+$/.test(length) || headers.has('transfer-encoding'))
    throw new Error('an answer that is not whole');
  return Number(length);
}

/** How a talk is held. */
export interface TalkOptions {
  /** How many answers are waited for; by default for the end of the connection. */
  readonly answers?: number;
  /** Of the requests in order, where one is HEAD. */
  readonly methods?: readonly string[];
  /** Ends our side after the last piece. */
  readonly end?: boolean;
  /** The most the whole talk may take, in milliseconds. */
  readonly limitMs?: number;
  /** Does something with the connection before anything is sent. */
  readonly with?: (socket: Socket) => void;
}

const AFTERWARDS_MS = 20;

/**
 * Sends bytes over a connection of their own and reads what comes back.
 *
 * @param pieces what is sent; a number waits for so many milliseconds
 * @param port on 127.0.0.1
 */
export async function talk(
  port: number,
  pieces: readonly (Buffer | string | number)[],
  options: TalkOptions = {},
): Promise<WireTalk> {
  const { answers = Number.POSITIVE_INFINITY, methods = [], limitMs = 15_000 } = options;
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  const ended = { byError: false, byServer: false };
  options.with?.(socket);
  socket.on('error', () => (ended.byError = true)).on('end', () => (ended.byServer = true));
  const isOver = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    const finish = (): void => {
      clearTimeout(timer);
      resolve();
    };
    socket.once('close', finish).on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      // a little longer: there must be no more of it
      if (countOf(chunks, methods) >= answers) setTimeout(finish, AFTERWARDS_MS);
    });
  });
  await send(socket, pieces);
  if (options.end === true) socket.end();
  await isOver;
  const ending = ended.byError ? 'reset' : ended.byServer ? 'end' : 'open';
  socket.destroy();
  return { ...readAnswers(Buffer.concat(chunks), methods), ending };
}

async function send(socket: Socket, pieces: readonly (Buffer | string | number)[]): Promise<void> {
  for (const piece of pieces) {
    if (typeof piece === 'number') await new Promise((resolve) => setTimeout(resolve, piece));
    else if (!socket.destroyed)
      socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
  }
}

function countOf(chunks: readonly Buffer[], methods: readonly string[]): number {
  try {
    return readAnswers(Buffer.concat(chunks), methods).answers.length;
  } catch {
    return Number.POSITIVE_INFINITY; // told in full when the talk is over
  }
}

/** What an answer says: 200, or the code of its envelope. Throws where it is neither, whole. */
export function gistOf({ status, headers, body }: WireAnswer): 200 | string {
  const requestId = headers.get('x-request-id');
  if (requestId === undefined || requestId === '') throw new Error('an answer without X-Request-Id');
  if (status === 200) return 200;
  const said = JSON.parse(body.toString('utf8')) as { error: ErrorBody }; // every key is checked below
  const { error } = said;
  const keys = [Object.keys(said).join(), Object.keys(error).sort().join()];
  if (keys.join(' ') !== 'error details,message,plugin,timestamp,type')
    throw new Error(`no envelope: ${body.toString()}`);
  const { code, request_id: told } = error.details;
  const entry = Object.entries(ERROR_CATALOGUE).find(([known]) => known === code)?.[1];
  if (entry?.type !== error.type) throw new Error(`no code of the catalogue: ${body.toString()}`);
  if (told !== requestId) throw new Error('the envelope has another request id than the header');
  return code;
}
