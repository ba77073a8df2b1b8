import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import type { JsonObject } from '@gatehouse/contracts';
import type { SandboxProgram } from '@gatehouse/sandbox';
import { Channel } from '../../../libs/sandbox/src/channel/channel.js';
import { FRAME_KIND, type Frame, type FrameKind } from '../../../libs/sandbox/src/channel/frame.js';
import { ProgramServer } from '../../../libs/sandbox/src/program/program-server.js';
import { keepProperties } from './kept-properties.js';
import { watchUnrefs } from './watch-unrefs.js';

const ANY_BYTES = { maxHeaderBytes: 0xffff_ffff, maxBodyBytes: 0xffff_ffff, bodyKind: FRAME_KIND.REPLY };
const CONSOLE = ['debug', 'log', 'info', 'warn', 'error', 'trace'] as const;

/** The other end of a program that is served in this process, as a host has it. */
export interface HostEnd {
  readonly send: (kind: FrameKind, header: JsonObject, body?: Uint8Array) => void;
  /** Writes what need not be a frame. */
  readonly write: (bytes: Uint8Array) => void;
  /** The next frame from the program: its kind, its header and its body as text. */
  readonly next: () => Promise<readonly [kind: string, header: JsonObject, body: string]>;
  /** Goes away. */
  readonly leave: () => void;
  /** Resolves with the code with which the process would have ended. */
  readonly ended: Promise<number>;
  /** Puts back what serving took. */
  readonly close: () => void;
}

/** Serves a program to the test over a socket, in the process of the test: all of it but the hardening. */
export async function serveHere(program: SandboxProgram): Promise<HostEnd> {
  const [host, own] = await socketPair();
  const putConsoleBack = keepProperties([[console, ...CONSOLE]]);
  const strays = process.listeners('uncaughtException');
  const exit = jest.spyOn(process, 'exit');
  const ended = new Promise<number>((resolve) => {
    exit.mockImplementation((code) => {
      resolve(Number(code));
      own.destroy();
      return undefined as never; // a process that ended would run nothing more
    });
  });
  const timers = watchUnrefs();
  new ProgramServer(program, timers.unrefs, own).listen();

  const frames: Frame[] = [];
  const waiting: ((frame: Frame) => void)[] = [];
  const channel = new Channel(host, ANY_BYTES, {
    onFrame: (frame) => {
      const waiter = waiting.shift();
      if (waiter === undefined) frames.push(frame);
      else waiter(frame);
    },
    onViolation: (problem) => {
      throw problem;
    },
    onClose: () => undefined,
  });
  return {
    send: (kind, header, body) => {
      channel.send(kind, header, body);
    },
    write: (bytes) => {
      host.write(bytes);
    },
    next: async () => {
      const { kind, header, body } =
        frames.shift() ?? (await new Promise<Frame>((resolve) => void waiting.push(resolve)));
      return [nameOf(kind), header, Buffer.from(body).toString()];
    },
    leave: () => {
      host.end();
    },
    ended,
    close: () => {
      host.destroy();
      own.destroy();
      timers.end();
      putConsoleBack();
      exit.mockRestore();
      process.removeAllListeners('uncaughtException');
      for (const stray of strays) process.on('uncaughtException', stray);
    },
  };
}

const nameOf = (kind: FrameKind): string =>
  Object.entries(FRAME_KIND).find(([, number]) => number === kind)?.[0] ?? String(kind);

async function socketPair(): Promise<readonly [Socket, Socket]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = connect((server.address() as AddressInfo).port, '127.0.0.1'); // it listens on TCP
  const [own] = (await once(server, 'connection')) as [Socket];
  server.close();
  return [host, own];
}
