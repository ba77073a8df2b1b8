import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { JsonObject } from '@gatehouse/contracts';
import { get } from '../../edge/support/request-bytes.js';
import { until } from '../../support/until.js';

/** An event as it stood on the wire. */
export interface ReadEvent {
  readonly id: number;
  readonly event: string;
  readonly data: JsonObject;
}

/** Listens to a stream of events over a raw socket, as `curl -N` does, and takes every byte for what it is. */
export class EventReader {
  readonly socket: Socket;
  private readonly chunks: Buffer[] = [];
  private closed = false;

  private constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket
      .on('data', (chunk: Buffer) => this.chunks.push(chunk))
      .on('error', () => undefined)
      .on('close', () => (this.closed = true))
      .once('end', () => this.socket.end());
  }

  static async open(url: string, path: string, headers: readonly string[] = []): Promise<EventReader> {
    const reader = new EventReader(Number(new URL(url).port));
    await once(reader.socket, 'connect');
    reader.socket.write(get(path, headers));
    return reader;
  }

  /** All that came, as text. */
  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** Whether the last piece of a whole answer came. */
  get isWhole(): boolean {
    return this.text.endsWith('\r\n0\r\n\r\n');
  }

  /** The events that are whole, in the order in which they came. */
  get events(): ReadEvent[] {
    return this.body
      .split('\n\n')
      .slice(0, -1)
      .filter((block) => block.startsWith('id: '))
      .map(readEvent);
  }

  /** The body without its framing. */
  get body(): string {
    const end = this.text.indexOf('\r\n\r\n');
    if (end < 0) return '';
    let rest = this.text.slice(end + 4);
    let body = '';
    for (;;) {
      const line = /^([0-9a-f]+)\r\n/i.exec(rest);
      if (line === null) return body;
      const length = parseInt(line[1] ?? '', 16);
      const from = line[0].length;
      if (length === 0 || rest.length < from + length) return body;
      body += rest.slice(from, from + length);
      rest = rest.slice(from + length + 2);
    }
  }

  async untilEvent(isIt: (event: ReadEvent) => boolean): Promise<ReadEvent> {
    await until(() => this.events.some(isIt) || this.isWhole || this.closed);
    const found = this.events.find(isIt);
    if (found === undefined) throw new Error(`the stream ended without it: ${this.text}`);
    return found;
  }

  /** Waits for the end of the stream and lets the connection go. */
  async untilOver(): Promise<ReadEvent[]> {
    await until(() => this.isWhole || this.closed);
    this.socket.destroy();
    return this.events;
  }
}

const BLOCK = /^id: (\d+)\nevent: (state|progress)\ndata: ([^\n]+)$/;

/** @throws Error for a block that is not exactly what is promised: an id, a name, one line of JSON */
function readEvent(block: string): ReadEvent {
  const [, id, event = '', data = ''] = BLOCK.exec(block) ?? [];
  if (id === undefined) throw new Error(`no event: ${JSON.stringify(block)}`);
  return { id: Number(id), event, data: JSON.parse(data) as JsonObject }; // the promise is that it is one
}
