import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { readAnswer, type WireAnswer } from './read-answer.ts';

/**
 * One connection that makes one call after another. The client shares the machine with what it measures; this one does
 * as little as can be, so that little of a figure is its own.
 */
export class WireLane {
  private readonly socket: Socket;
  private come: Buffer[] = [];
  private waiting: PromiseWithResolvers<WireAnswer> | null = null;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.take(chunk);
    });
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('The connection was closed without an answer.')));
  }

  /** Connects to where a URL points. */
  static async open(url: string): Promise<WireLane> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, 'connect');
    return new WireLane(socket);
  }

  /** Sends the parts of a request and waits for the whole answer. One at a time. */
  call(request: readonly Uint8Array[]): Promise<WireAnswer> {
    this.waiting = Promise.withResolvers<WireAnswer>();
    this.socket.cork();
    for (const part of request) this.socket.write(part);
    this.socket.uncork();
    return this.waiting.promise;
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.come.push(chunk);
    try {
      const answer = readAnswer(Buffer.concat(this.come));
      if (answer === null) return;
      this.come = [];
      this.waiting?.resolve(answer);
    } catch (error) {
      this.waiting?.reject(error);
    }
  }
}
