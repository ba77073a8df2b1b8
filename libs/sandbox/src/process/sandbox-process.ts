import { Channel } from '../channel/channel.js';
import { FRAME_KIND, type Frame } from '../channel/frame.js';
import type { LaunchCommand } from '../hardening/launch-command.js';
import { SANDBOX_FAILURE, type SandboxFailureKind } from '../sandbox-failure.js';
import type { SandboxCall, SandboxReply, SandboxSpec } from '../sandbox-spec.js';
import { Conversation } from './conversation.js';
import { judgeExit, type ExitVerdict } from './exit-report.js';
import { guardCall } from './guard-call.js';
import { IDLE_RESIDENT_BYTES } from './idle-resident.js';
import type { Rest } from './process-frames.js';
import { processEnd, type ProcessEnd } from './process-end.js';
import { ProcessGroup, type GroupExit } from './process-group.js';

const MEGABYTE = 1024 * 1024;
const MAX_HEADER_BYTES = 64 * 1024;
const DISPOSE_GRACE_MS = 500;
/** How long a process may take to come to rest after its answer. */
const REST_GRACE_MS = 1000;

/** One hardened process, doing one call at a time. Once it has failed to keep the rules it is killed, never asked. */
export class SandboxProcess {
  /** Resolves, never rejects, when the process and its group are gone. */
  readonly exited: Promise<void>;
  /** Calls made so far. */
  calls = 0;
  /** Whether the last call reached the program. One that did not may be made again elsewhere. */
  lastCallStarted = false;
  /** True once it was killed, and not by the host: that says nothing of its program. */
  wasStruck = false;
  /** True once the host has no more use for it: its end is no accident. */
  retired = false;

  private readonly group: ProcessGroup;
  private readonly channel: Channel;
  private readonly conversation: Conversation;
  /** Why the host killed it, if it did. */
  private sentence: ExitVerdict | null = null;

  /** Starts a process and its program; {@link ready} tells when it may be called. */
  constructor(
    private readonly spec: SandboxSpec,
    command: LaunchCommand,
  ) {
    this.group = new ProcessGroup(command, spec.environment ?? {});
    this.conversation = new Conversation(spec.onLog);
    this.channel = new Channel(
      this.group.channel,
      { maxHeaderBytes: MAX_HEADER_BYTES, maxBodyBytes: spec.maxReplyBytes, bodyKind: FRAME_KIND.REPLY },
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
      this.conclude(exit);
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
      await this.conversation.ready;
    } catch (failure) {
      this.kill();
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Why it is no more; says nothing before it has exited. */
  get end(): ProcessEnd {
    return processEnd(this.sentence?.kind ?? null, this.wasStruck);
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
    const exchange = this.conversation.open(call);
    const liftGuard = this.guard(call);
    try {
      const deadline = Date.now() + call.timeoutMs;
      this.channel.send(FRAME_KIND.CALL, { call: call.header, deadline }, call.body);
      return await exchange.reply;
    } finally {
      liftGuard();
      this.lastCallStarted = exchange.started;
      this.conversation.close();
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
    const rest = await this.conversation.rest;
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
    const offence = this.conversation.hear(frame);
    if (offence !== null) this.condemn(SANDBOX_FAILURE.PROTOCOL, offence);
  }

  /** Decides how the present call ends and kills the whole group. The first sentence stands. */
  private condemn(kind: SandboxFailureKind, message: string): void {
    this.sentence ??= { kind, message, stack: null };
    this.group.kill();
  }

  private conclude({ spawnProblem, ...exit }: GroupExit): void {
    if (spawnProblem !== null) this.condemn(SANDBOX_FAILURE.CRASHED, spawnProblem.message);
    this.wasStruck = this.sentence === null && exit.signal === 'SIGKILL';
    this.sentence ??= judgeExit({ ...exit, fatal: this.conversation.fatal });
    const { kind, message, stack } = this.sentence;
    this.conversation.end(kind, message, stack);
  }
}
