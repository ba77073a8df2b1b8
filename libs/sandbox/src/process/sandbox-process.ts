import { Channel } from '../channel/channel.js';
import { FRAME_KIND, type Frame } from '../channel/frame.js';
import type { LaunchCommand } from '../hardening/launch-command.js';
import { SANDBOX_FAILURE, SandboxFailure, type SandboxFailureKind } from '../sandbox-failure.js';
import type { SandboxCall, SandboxReply, SandboxSpec } from '../sandbox-spec.js';
import { judgeExit, type ExitVerdict } from './exit-report.js';
import { Exchange } from './exchange.js';
import { guardCall } from './guard-call.js';
import { readFailure, readFatal, readLog, readProgress, readRest, type Rest } from './process-frames.js';
import { ProcessGroup, type GroupExit } from './process-group.js';

const MEGABYTE = 1024 * 1024;
const MAX_HEADER_BYTES = 64 * 1024;
const DISPOSE_GRACE_MS = 500;
/** How long a process may take to come to rest after its answer. */
const REST_GRACE_MS = 1000;
/** Resident memory of a process that does nothing, with room for what it shares with others. */
const IDLE_RESIDENT_BYTES = 160 * MEGABYTE;
/** Far more progress and log frames than a program can send through its own limits: who sends more forges them. */
const MAX_FRAMES_A_CALL = 20_000;

/** One hardened process, doing one call at a time. Once it has failed to keep the rules it is killed, never asked. */
export class SandboxProcess {
  /** Resolves, never rejects, when the process and its group are gone. */
  readonly exited: Promise<void>;
  /** Calls made so far. */
  calls = 0;
  /** Whether the last call reached the program. One that did not may be made again elsewhere. */
  lastCallStarted = false;
  /** True once the host has no more use for it: its end is no accident. */
  retired = false;

  private readonly group: ProcessGroup;
  private readonly channel: Channel;
  private readonly readiness = Promise.withResolvers<undefined>();
  /** The call in flight, or the last one. */
  private exchange: Exchange | null = null;
  private inCall = false;
  private fatal: { message: string; stack: string } | null = null;
  /** Why the host killed it, if it did. */
  private sentence: ExitVerdict | null = null;
  private frames = 0;

  /** Starts a process and its program; {@link ready} tells when it may be called. */
  constructor(
    private readonly spec: SandboxSpec,
    command: LaunchCommand,
  ) {
    this.group = new ProcessGroup(command);
    this.channel = new Channel(
      this.group.channel,
      { maxHeaderBytes: MAX_HEADER_BYTES, maxBodyBytes: spec.maxReplyBytes },
      {
        onFrame: (frame) => {
          this.receive(frame);
        },
        onViolation: (problem) => {
          this.condemn(SANDBOX_FAILURE.PROTOCOL, `it wrote ${problem.message} to its channel`);
        },
        onClose: () => undefined,
      },
    );
    this.exited = this.group.exited.then((exit) => {
      this.end(exit);
    });
    this.channel.send(FRAME_KIND.INITIALIZE, spec.argument);
  }

  /**
   * Resolves when the program is initialised. To be awaited once, at once.
   *
   * @throws SandboxFailure `start_failed` with the reason; the process is killed
   */
  async ready(): Promise<void> {
    const { startTimeoutMs } = this.spec;
    const timer = setTimeout(() => {
      this.condemn(SANDBOX_FAILURE.START_FAILED, `it was not ready within ${startTimeoutMs} ms`);
    }, startTimeoutMs);
    try {
      await this.readiness.promise;
    } catch (failure) {
      this.kill();
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  }

  /** True once it is killed or gone: it takes no more calls. */
  get ended(): boolean {
    return this.sentence !== null || this.group.ended;
  }

  /**
   * Makes one call. The process must be idle.
   *
   * @throws SandboxFailure every way in which a call can end without a reply
   */
  async call(call: SandboxCall): Promise<SandboxReply> {
    const exchange = new Exchange(call);
    this.exchange = exchange;
    this.inCall = true;
    this.frames = 0;
    const liftGuard = this.guard(call);
    try {
      const deadline = Date.now() + call.timeoutMs;
      this.channel.send(FRAME_KIND.CALL, { call: call.header, deadline }, call.body);
      return await exchange.reply;
    } finally {
      liftGuard();
      this.lastCallStarted = exchange.started;
      this.inCall = false;
      this.calls++;
    }
  }

  /**
   * Resolves, never rejects, when the process has come to rest after its last call, with what that call left behind.
   * Null where there is no process any more: one that does not come to rest is killed.
   */
  async rest(): Promise<Rest | null> {
    const timer = setTimeout(() => {
      this.kill();
    }, REST_GRACE_MS);
    const rest = (await this.exchange?.rest) ?? null;
    clearTimeout(timer);
    return this.ended ? null : rest;
  }

  /** Ends the process and whatever it started, at once. */
  kill(): void {
    this.condemn(SANDBOX_FAILURE.CLOSED, 'it was stopped by the server');
  }

  /** Lets an idle program put its things away, then ends the process. */
  async dispose(): Promise<void> {
    this.retired = true;
    this.channel.send(FRAME_KIND.DISPOSE, {});
    const timer = setTimeout(() => {
      this.kill();
    }, DISPOSE_GRACE_MS);
    await this.exited;
    clearTimeout(timer);
  }

  private guard(call: SandboxCall): () => void {
    return guardCall(call, {
      pid: this.group.pid,
      maxResidentBytes: IDLE_RESIDENT_BYTES + this.spec.memoryMb * MEGABYTE,
      cancel: () => {
        this.channel.send(FRAME_KIND.CANCEL, {});
      },
      condemn: (kind, message) => {
        this.condemn(kind, message);
      },
    });
  }

  private receive(frame: Frame): void {
    if (this.sentence !== null) return;
    if (++this.frames > MAX_FRAMES_A_CALL) {
      this.condemn(SANDBOX_FAILURE.PROTOCOL, 'it flooded its channel');
    } else if (!this.accept(frame)) {
      this.condemn(SANDBOX_FAILURE.PROTOCOL, 'it wrote a frame out of turn to its channel');
    }
  }

  /** Takes one frame; false when it may not stand where it stands. */
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
        this.fatal = readFatal(header);
        return true;
      default:
        return false;
    }
  }

  private log(header: Frame['header']): void {
    const { level, message } = readLog(header);
    const onLog = this.inCall ? (this.exchange?.call.onLog ?? this.spec.onLog) : this.spec.onLog;
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

  /** Decides how the present call ends and kills the whole group. The first sentence stands. */
  private condemn(kind: SandboxFailureKind, message: string): void {
    this.sentence ??= { kind, message, stack: null };
    this.group.kill();
  }

  private end({ spawnProblem, ...exit }: GroupExit): void {
    if (spawnProblem !== null) this.condemn(SANDBOX_FAILURE.CRASHED, spawnProblem.message);
    this.sentence ??= judgeExit({ ...exit, fatal: this.fatal });
    const { kind, message, stack } = this.sentence;
    this.readiness.reject(new SandboxFailure(SANDBOX_FAILURE.START_FAILED, message, stack));
    this.exchange?.end(new SandboxFailure(kind, message, stack));
  }
}
