import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { Channel } from '../channel/channel.js';
import { FRAME_KIND, type Frame } from '../channel/frame.js';
import type { LaunchCommand } from '../hardening/launch-command.js';
import { CHANNEL_DESCRIPTOR } from '../program/serve-sandbox.js';
import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';
import type { SandboxCall, SandboxReply, SandboxSpec } from '../sandbox-spec.js';
import { judgeExit, type ExitVerdict } from './exit-report.js';
import { Exchange } from './exchange.js';
import { readFailure, readFatal, readLog, readProgress, readRest, type Rest } from './process-frames.js';
import { StderrTail } from './stderr-tail.js';
import { watchMemory } from './memory-watch.js';

const MEGABYTE = 1024 * 1024;
const MAX_HEADER_BYTES = 64 * 1024;
/** How long a cancelled program may take to come to rest before it is killed. */
const CANCEL_GRACE_MS = 200;
const DISPOSE_GRACE_MS = 500;
/** How long a process may take to come to rest after its answer. */
const REST_GRACE_MS = 1000;
/** How long the pipes of a process that is gone may bring what is still in them. */
const DRAIN_MS = 100;
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
  /** True once it was asked to put its things away and end. */
  retired = false;

  private readonly child: ChildProcess;
  private readonly channel: Channel;
  private readonly stderr: StderrTail;
  private readonly readiness = Promise.withResolvers<undefined>();
  /** The call in flight, or the last one. */
  private exchange: Exchange | null = null;
  private inCall = false;
  private fatal: { message: string; stack: string } | null = null;
  /** Why the host killed it, if it did. */
  private sentence: ExitVerdict | null = null;
  private frames = 0;
  private gone = false;

  /** Starts a process and its program; {@link ready} tells when it may be called. */
  constructor(
    private readonly spec: SandboxSpec,
    command: LaunchCommand,
  ) {
    // Detached: a process group of its own, so that one signal reaches all it may have started.
    this.child = spawn(command.file, command.args, {
      cwd: '/',
      env: {},
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.stderr = new StderrTail(this.child.stderr);
    this.channel = new Channel(
      channelOf(this.child),
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
    this.exited = this.watchExit();
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

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** True once it is killed or gone: it takes no more calls. */
  get ended(): boolean {
    return this.sentence !== null || this.child.exitCode !== null || this.child.signalCode !== null;
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
    const stopWatching = this.guard(call);
    try {
      this.channel.send(
        FRAME_KIND.CALL,
        { call: call.header, deadline: Date.now() + call.timeoutMs },
        call.body,
      );
      return await exchange.reply;
    } finally {
      stopWatching();
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

  /** Sets every limit that ends a call from outside; returns what lifts them. */
  private guard(call: SandboxCall): () => void {
    const deadline = setTimeout(() => {
      this.condemn(SANDBOX_FAILURE.TIMED_OUT, `it did not finish within ${call.timeoutMs} ms`);
    }, call.timeoutMs);
    const stopWatch = watchMemory(
      this.child.pid ?? 0,
      IDLE_RESIDENT_BYTES + this.spec.memoryMb * MEGABYTE,
      () => {
        this.condemn(SANDBOX_FAILURE.OUT_OF_MEMORY, 'out of memory');
      },
    );
    let grace: NodeJS.Timeout | undefined;
    const onAbort = (): void => {
      this.channel.send(FRAME_KIND.CANCEL, {});
      grace = setTimeout(() => {
        this.condemn(SANDBOX_FAILURE.CANCELLED, 'it was cancelled');
      }, CANCEL_GRACE_MS);
    };
    if (call.signal?.aborted === true) onAbort();
    else call.signal?.addEventListener('abort', onAbort, { once: true });
    return () => {
      clearTimeout(deadline);
      clearTimeout(grace);
      stopWatch();
      call.signal?.removeEventListener('abort', onAbort);
    };
  }

  private receive(frame: Frame): void {
    if (this.sentence !== null) return;
    if (++this.frames > MAX_FRAMES_A_CALL) {
      this.condemn(SANDBOX_FAILURE.PROTOCOL, 'it flooded its channel');
      return;
    }
    if (!this.accept(frame)) {
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
      case FRAME_KIND.AT_REST:
        return exchange?.settle(readRest(header)) ?? false;
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
    return (
      this.exchange?.fail(
        cancelled ? new SandboxFailure(SANDBOX_FAILURE.CANCELLED, 'it was cancelled') : failure,
      ) ?? false
    );
  }

  /** Decides how the present call ends and kills the whole group. The first sentence stands. */
  private condemn(kind: ExitVerdict['kind'], message: string): void {
    this.sentence ??= { kind, message, stack: null };
    this.killGroup();
  }

  private killGroup(): void {
    const { pid } = this.child;
    // Once its exit was seen and its group ended, the number may be another's.
    if (pid === undefined || this.gone) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // nobody of that group is left
    }
  }

  private async watchExit(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.child.once('exit', () => {
        // What it left running holds the pipes open: it goes too, and then they close.
        this.killGroup();
        this.gone = true;
        setTimeout(resolve, DRAIN_MS).unref();
      });
      this.child.once('close', () => {
        resolve();
      });
      this.child.once('error', (problem) => {
        this.sentence ??= { kind: SANDBOX_FAILURE.CRASHED, message: problem.message, stack: null };
        resolve(); // it could not be spawned
      });
    });
    this.channel.destroy();
    this.child.stderr?.destroy();
    this.settle();
  }

  private settle(): void {
    const { exitCode: code, signalCode: signal } = this.child;
    const verdict = this.sentence ?? judgeExit({ code, signal, stderr: this.stderr.text, fatal: this.fatal });
    this.sentence = verdict;
    this.readiness.reject(new SandboxFailure(SANDBOX_FAILURE.START_FAILED, verdict.message, verdict.stack));
    this.exchange?.end(new SandboxFailure(verdict.kind, verdict.message, verdict.stack));
  }
}

/** The socket pair's host end. Without a free descriptor there is none, and no process: its "error" event is on the way. */
function channelOf({ stdio }: { readonly stdio?: readonly unknown[] }): Socket {
  const socket = stdio?.[CHANNEL_DESCRIPTOR];
  return socket instanceof Socket ? socket : new Socket();
}
