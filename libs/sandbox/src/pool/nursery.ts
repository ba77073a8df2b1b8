import type { LaunchCommand } from '../hardening/launch-command.js';
import { prepareLaunch } from '../hardening/prepare-launch.js';
import { SandboxProcess } from '../process/sandbox-process.js';
import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';
import type { SandboxSpec } from '../sandbox-spec.js';

/** Brings up the processes of one spec. */
export class Nursery {
  private readonly newborn = new Set<SandboxProcess>();
  private launch: Promise<LaunchCommand> | null = null;
  private closed = false;

  constructor(private readonly spec: SandboxSpec) {}

  /**
   * Starts a process and waits for its program.
   *
   * @throws SandboxFailure `start_failed` with the reason
   */
  async bringUp(): Promise<SandboxProcess> {
    const command = await this.prepare();
    if (this.closed) throw new SandboxFailure(SANDBOX_FAILURE.CLOSED, `${this.spec.name} was stopped`);
    return this.raise(new SandboxProcess(this.spec, command));
  }

  /** Ends those that are on their way; none comes up afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(
      [...this.newborn].map((process) => {
        process.kill();
        return process.exited;
      }),
    );
  }

  private async raise(process: SandboxProcess): Promise<SandboxProcess> {
    this.newborn.add(process);
    // One that fails is ours until it is gone, so that closing waits for it.
    void process.exited.then(() => this.newborn.delete(process));
    await process.ready();
    this.newborn.delete(process);
    return process;
  }

  private async prepare(): Promise<LaunchCommand> {
    try {
      return await (this.launch ??= prepareLaunch(this.spec));
    } catch (problem) {
      this.launch = null; // what was missing may be there the next time
      const reason = Error.isError(problem) ? problem.message : String(problem);
      throw new SandboxFailure(SANDBOX_FAILURE.START_FAILED, reason);
    }
  }
}
