import type { Socket } from 'node:net';
import type { JsonObject } from '@gatehouse/contracts';
import { NO_BODY, encodeFrameHead, type Frame, type FrameKind } from './frame.js';
import { FrameReader, type FrameLimits } from './frame-reader.js';

/** What a channel tells its owner. */
export interface ChannelListener {
  onFrame(frame: Frame): void;
  /** The other side wrote what is no frame, or its frame could not be handled. */
  onViolation(problem: Error): void;
  onClose(): void;
}

/** Frames over a socket, in both directions. */
export class Channel {
  private broken = false;

  constructor(
    private readonly socket: Socket,
    limits: FrameLimits,
    listener: ChannelListener,
  ) {
    const reader = new FrameReader(limits);
    socket.on('data', (chunk: Buffer) => {
      if (this.broken) return;
      try {
        reader.read(chunk, (frame) => {
          listener.onFrame(frame);
        });
      } catch (problem) {
        this.broken = true;
        listener.onViolation(problem instanceof Error ? problem : new Error(String(problem)));
      }
    });
    // A dead peer shows as EPIPE here and as its exit there; the exit is what counts.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      listener.onClose();
    });
  }

  /** Sends one frame; the body is handed to the socket without a copy. */
  send(kind: FrameKind, header: JsonObject, body: Uint8Array = NO_BODY): void {
    if (!this.socket.writable) return;
    this.socket.cork();
    this.socket.write(encodeFrameHead(kind, header, body.byteLength));
    if (body.byteLength > 0) this.socket.write(body);
    this.socket.uncork();
  }

  /** Stops reading and writing at once. */
  destroy(): void {
    this.socket.destroy();
  }

  /** Resolves when what was sent before has been handed to the kernel. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.end(resolve);
    });
  }
}
