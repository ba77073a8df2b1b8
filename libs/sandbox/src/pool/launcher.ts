import { prepareLaunch, type Launch } from '../hardening/prepare-launch.js';
import type { SandboxMeasures } from '../hardening/sandbox-measures.js';
import { SandboxProcess } from '../process/sandbox-process.js';
import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';
import type { SandboxSpec } from '../sandbox-spec.js';
import { wasStopped } from './was-stopped.js';

/** Told of each launch: that it led to a process that is ready, or did not; and once, when its place is free again. */
export interface LaunchListener {
  onReady(process: SandboxProcess): void;
  /** @param struck somebody killed the process on its way: that says nothing of its program */
  onFailed(failure: unknown, struck: boolean): void;
  /** The process is gone; null where it never came to be. */
  onGone(process: SandboxProcess | null): void;
}

/** Brings up the processes of one spec, and knows all that are not gone. */
export class Launcher {
  /** Processes on their way. */
  starting = 0;

  private readonly spawned = new Set<SandboxProcess>();
  private prepared: Promise<Launch> | null = null;
  private closed = false;

  constructor(
    private readonly spec: SandboxSpec,
    private readonly listener: LaunchListener,
  ) {}

  /** Starts one more process. Never rejects. */
  async launch(): Promise<void> {
    this.starting++;
    let process: SandboxProcess | null = null;
    try {
      process = await this.spawn();
      await process.ready();
    } catch (failure) {
      this.starting--;
      this.listener.onFailed(failure, process?.wasStruck === true);
      return;
    }
    // In one step: at no moment is it counted as neither on its way nor ready.
    this.starting--;
    this.listener.onReady(process);
  }

  /**
   * What the processes are held to.
   *
   * @throws SandboxFailure `start_failed` where that cannot be found out
   */
  async measures(): Promise<SandboxMeasures> {
    return (await this.prepare()).measures;
  }

  /** Kills all but those that are on their way out, and waits until none is left. None is spawned afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(
      [...this.spawned].map((process) => {
        if (!process.retired) process.kill();
        return process.exited;
      }),
    );
  }

  private async spawn(): Promise<SandboxProcess> {
    try {
      const { command } = await this.prepare();
      if (this.closed) throw wasStopped(this.spec.name);
      return this.watched(new SandboxProcess(this.spec, command));
    } catch (failure) {
      this.listener.onGone(null);
      throw failure;
    }
  }

  private watched(process: SandboxProcess): SandboxProcess {
    this.spawned.add(process);
    void process.exited.then(() => {
      this.spawned.delete(process);
      this.listener.onGone(process);
    });
    return process;
  }

  private async prepare(): Promise<Launch> {
    try {
      return await (this.prepared ??= prepareLaunch(this.spec));
    } catch (problem) {
      this.prepared = null; // what was missing may be there the next time
      const reason = Error.isError(problem) ? problem.message : String(problem);
      throw new SandboxFailure(SANDBOX_FAILURE.START_FAILED, reason);
    }
  }
}
