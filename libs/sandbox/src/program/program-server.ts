import type { Socket } from 'node:net';
import type { ExecutionProgress, JsonObject } from '@gatehouse/contracts';
import { Channel } from '../channel/channel.js';
import { FRAME_KIND, NO_BODY, type Frame } from '../channel/frame.js';
import { MAX_LOG_LINE, MAX_LOG_LINES_A_CALL } from '../channel/program-limits.js';
import { SANDBOX_FAILURE, SandboxFailure, type SandboxFailureKind } from '../sandbox-failure.js';
import type { SandboxLogLevel } from '../sandbox-spec.js';
import { OpenCall } from './call-context.js';
import { describeThrown } from './describe-thrown.js';
import { redirectConsole } from './redirect-console.js';
import { ResidueWatch } from './residue-watch.js';
import type { SandboxProgram } from './sandbox-program.js';
import type { UnrefWatch } from './unref-watch.js';

// The host is trusted: its frames have no limit but what a length field can say.
const HOST_LIMITS = { maxHeaderBytes: 0xffff_ffff, maxBodyBytes: 0xffff_ffff, bodyKind: FRAME_KIND.CALL };

// Taken before any strange code is loaded.
const { setPrototypeOf } = Reflect;
const nextTurn = setImmediate;
const residentBytes = process.memoryUsage.rss.bind(process.memoryUsage);

/**
 * Answers a host, frame by frame, with a program, and ends the process when the host is gone. To be made before any
 * strange code is loaded.
 */
export class ProgramServer {
  private readonly channel: Channel;
  private readonly exit = process.exit.bind(process);
  private open: OpenCall | null = null;
  private linesLeft = MAX_LOG_LINES_A_CALL;
  private residue: ResidueWatch | null = null;

  constructor(
    private readonly program: SandboxProgram,
    private readonly unrefs: UnrefWatch,
    socket: Socket,
  ) {
    socket.once('end', () => this.exit(0)); // long before it closes
    this.channel = new Channel(socket, HOST_LIMITS, {
      onFrame: (frame) => void this.handle(frame),
      onViolation: () => this.exit(1),
      onClose: () => this.exit(0), // the host is gone, and nobody is left to work for
    });
  }

  /** Takes what the program prints, and the errors that nobody catches. */
  listen(): void {
    redirectConsole(this.log);
    process.on('uncaughtException', (thrown) => void this.die(thrown));
  }

  private async handle({ kind, header, body }: Frame): Promise<void> {
    switch (kind) {
      case FRAME_KIND.INITIALIZE:
        await this.initialize(header);
        return;
      case FRAME_KIND.CALL:
        await this.call(header, body);
        return;
      case FRAME_KIND.CANCEL:
        this.open?.cancel();
        return;
      case FRAME_KIND.DISPOSE:
        await this.dispose();
        return;
      default:
        this.exit(1);
    }
  }

  private async initialize(argument: JsonObject): Promise<void> {
    try {
      await this.hostIsThere();
      await this.program.initialize(argument, this.log);
      this.residue = new ResidueWatch(this.unrefs);
      this.channel.send(FRAME_KIND.READY, {});
    } catch (thrown) {
      const { message, stack } = describeThrown(thrown);
      this.channel.send(FRAME_KIND.FAILURE, { kind: SANDBOX_FAILURE.START_FAILED, message, stack });
    }
  }

  /**
   * A host that was killed before its parent-death signal was set for this process has left the end of the channel
   * right behind its first frame. Whoever does not look now may never: the program may not give the loop another turn.
   */
  private async hostIsThere(): Promise<void> {
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => nextTurn(resolve));
  }

  private async call(header: JsonObject, body: Uint8Array): Promise<void> {
    this.linesLeft = MAX_LOG_LINES_A_CALL;
    const { call, deadline } = header as { call: JsonObject; deadline: number }; // the host's own frame
    const open = new OpenCall(deadline, this.voice);
    this.open = open;
    this.channel.send(FRAME_KIND.STARTED, {});
    try {
      const reply = await this.program.call(call, body, open.context);
      this.channel.send(FRAME_KIND.REPLY, reply.header, reply.body ?? NO_BODY);
    } catch (thrown) {
      const { message, stack } = describeThrown(thrown);
      const kind = failureKindOf(thrown) ?? SANDBOX_FAILURE.THREW;
      this.channel.send(FRAME_KIND.FAILURE, { kind, message, stack });
    } finally {
      open.end();
    }
    // A turn later: what the call set off and did not wait for has begun by then.
    nextTurn(() => {
      this.tellRest();
    });
  }

  private tellRest(): void {
    const residue = this.residue?.find() ?? [];
    const rest = { residue, resident_bytes: residentBytes() };
    // Without their prototypes: a toJSON that a call gave to all objects would speak in their place.
    setPrototypeOf(residue, null);
    setPrototypeOf(rest, null);
    this.channel.send(FRAME_KIND.AT_REST, rest);
  }

  // Called by strangers: what they pass is not what the types say.
  private readonly log = (level: SandboxLogLevel, message: unknown): void => {
    if (this.linesLeft-- <= 0) return;
    this.channel.send(FRAME_KIND.LOG, { level, message: String(message).slice(0, MAX_LOG_LINE) });
  };

  private readonly voice = {
    log: this.log,
    progress: ({ fraction, message }: ExecutionProgress): void => {
      this.channel.send(FRAME_KIND.PROGRESS, { fraction, message });
    },
  };

  private async dispose(): Promise<void> {
    try {
      await this.program.dispose?.();
    } finally {
      this.exit(0);
    }
  }

  /** An error nobody caught leaves the program in a state nobody knows: say so, and end. */
  private async die(thrown: unknown): Promise<void> {
    const { message, stack } = describeThrown(thrown);
    this.channel.send(FRAME_KIND.FATAL, { message, stack });
    await this.channel.flush();
    this.exit(1);
  }
}

/** What was thrown may be a proxy that throws when asked for its class. */
function failureKindOf(thrown: unknown): SandboxFailureKind | null {
  try {
    return thrown instanceof SandboxFailure ? thrown.kind : null;
  } catch {
    return null;
  }
}
