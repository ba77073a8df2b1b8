import { FRAME_KIND, type Frame } from '../channel/frame.js';
import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';
import type { SandboxCall, SandboxLog } from '../sandbox-spec.js';
import { Exchange } from './exchange.js';
import { FrameAllowance } from './frame-allowance.js';
import { readFailure, readFatal, readLog, readProgress, readRest, type Rest } from './process-frames.js';

/** Who spoke out of turn, and how. */
export type Offence = 'it flooded its channel' | 'it wrote a frame out of turn to its channel';

/** What a process says, from its start to its end, and what that means to those who wait for it. */
export class Conversation {
  private readonly readiness = Promise.withResolvers<undefined>();
  /** The call in flight, or the last one. */
  private exchange: Exchange | null = null;
  private inCall = false;
  private allowance = new FrameAllowance(performance.now());
  private lastWords: { message: string; stack: string } | null = null;

  /** @param onLog takes the lines that belong to no call */
  constructor(private readonly onLog: SandboxLog | undefined) {}

  /** Resolves when the program is initialised; rejects with the SandboxFailure that kept it from that. */
  get ready(): Promise<undefined> {
    return this.readiness.promise;
  }

  /** What the last call left behind; null where the process is gone, or there was no call. */
  get rest(): Promise<Rest | null> {
    return this.exchange?.rest ?? Promise.resolve(null);
  }

  /** The error that escaped from the program, where it could still say so. */
  get fatal(): { message: string; stack: string } | null {
    return this.lastWords;
  }

  /** A call begins. */
  open(call: SandboxCall): Exchange {
    this.exchange = new Exchange(call);
    this.inCall = true;
    this.allowance = new FrameAllowance(performance.now());
    return this.exchange;
  }

  /** The call has ended: what is said from here on belongs to none. */
  close(): void {
    this.inCall = false;
  }

  /** Hears one frame; what is wrong with it, or null. */
  hear(frame: Frame): Offence | null {
    if (!this.allowance.take(frame.kind, performance.now())) return 'it flooded its channel';
    return this.accept(frame) ? null : 'it wrote a frame out of turn to its channel';
  }

  /** The process is gone. */
  end(kind: SandboxFailure['kind'], message: string, stack: string | null): void {
    this.readiness.reject(new SandboxFailure(SANDBOX_FAILURE.START_FAILED, message, stack));
    this.exchange?.end(new SandboxFailure(kind, message, stack));
  }

  /** False when it may not stand where it stands. */
  private accept({ kind, header, body }: Frame): boolean {
    const { exchange } = this;
    switch (kind) {
      case FRAME_KIND.READY:
        this.readiness.resolve(undefined);
        return exchange === null;
      case FRAME_KIND.STARTED:
        return exchange?.start() ?? false;
      case FRAME_KIND.PROGRESS:
        if (this.inCall) exchange?.call.onProgress?.(readProgress(header));
        return true;
      case FRAME_KIND.LOG:
        this.log(header);
        return true;
      case FRAME_KIND.REPLY:
        return exchange?.succeed({ header, body }) ?? false;
      case FRAME_KIND.FAILURE:
        return this.fail(readFailure(header));
      case FRAME_KIND.AT_REST:
        return exchange?.settle(readRest(header)) ?? false;
      case FRAME_KIND.FATAL:
        this.lastWords = readFatal(header);
        return true;
      default:
        return false;
    }
  }

  private log(header: Frame['header']): void {
    const { level, message } = readLog(header);
    const onLog = this.inCall ? (this.exchange?.call.onLog ?? this.onLog) : this.onLog;
    onLog?.(level, message);
  }

  private fail(failure: SandboxFailure): boolean {
    if (failure.kind === SANDBOX_FAILURE.START_FAILED) {
      this.readiness.reject(failure);
      return this.exchange === null;
    }
    // What a program throws because it was cancelled is no fault of its own.
    const cancelled = this.exchange?.call.signal?.aborted === true;
    const told = cancelled ? new SandboxFailure(SANDBOX_FAILURE.CANCELLED, 'it was cancelled') : failure;
    return this.exchange?.fail(told) ?? false;
  }
}
