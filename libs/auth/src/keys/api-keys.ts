import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { KeyFile } from './key-file.js';
import type { KeyRecord } from './key-record.js';
import type { KeyRing } from './key-ring.js';
import { KeyUses } from './key-uses.js';

/** How soon a key that was made or revoked elsewhere counts here, at the latest. */
const LOOK_EVERY_MS = 1000;
const SAVE_USES_EVERY_MS = 60_000;

/** The API keys of this server, as their file holds them now. */
export class ApiKeys implements OnApplicationShutdown {
  private readonly logger = new Logger(ApiKeys.name);
  private readonly uses = new KeyUses();
  private readonly timers: readonly NodeJS.Timeout[];
  private working: Promise<void> = Promise.resolve();

  /**
   * @param ring with what was read from the file
   * @param stamp of the file, from before it was read
   */
  constructor(
    private readonly file: KeyFile,
    private readonly ring: KeyRing,
    private stamp: string | null,
  ) {
    this.timers = [
      this.every(LOOK_EVERY_MS, () => this.look()),
      this.every(SAVE_USES_EVERY_MS, () => this.saveUses()),
    ];
  }

  /** Whether a request needs a key. Where none does, callers are not told apart and hold every role. */
  get areAskedFor(): boolean {
    return this.ring.isAsked;
  }

  find(id: string): KeyRecord | undefined {
    return this.ring.find(id);
  }

  /** Notes that a key was used. It is written down within a minute. */
  noteUse(id: string): void {
    this.uses.note(id, new Date());
  }

  /** Nest calls it when the application shuts down. */
  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.working;
    await this.saveUses();
  }

  /** One thing after another, and none twice at once however slow the file system is. */
  private every(milliseconds: number, work: () => Promise<void>): NodeJS.Timeout {
    return setInterval(() => {
      this.working = this.working.then(work);
    }, milliseconds).unref();
  }

  private async look(): Promise<void> {
    const stamp = await this.file.stamp();
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const before = this.ring.isAsked;
    await this.reload();
    this.tellOfChange(before);
  }

  private async reload(): Promise<void> {
    try {
      this.ring.take(await this.file.read());
    } catch (thrown) {
      this.ring.keepLast();
      this.logger.error(
        { file: this.file.path, reason: String(thrown) },
        'the API keys cannot be read; those read last still count',
      );
    }
  }

  private tellOfChange(wereAskedFor: boolean): void {
    if (!this.ring.isAsked) return;
    if (!wereAskedFor) this.logger.log('requests need an API key from now on');
    if (!this.ring.hasActive(new Date())) {
      this.logger.warn({ file: this.file.path }, 'no API key is good; all but the open routes refuse');
    }
  }

  private async saveUses(): Promise<void> {
    try {
      await this.uses.save(this.file);
    } catch (thrown) {
      this.logger.warn(
        { file: this.file.path, reason: String(thrown) },
        'when API keys were used could not be saved',
      );
    }
  }
}
