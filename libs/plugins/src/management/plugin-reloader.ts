import { availableParallelism } from 'node:os';
import type { IllegalStepHandler, TransitionActor } from '../lifecycle/plugin-lifecycle.js';
import type { FoundFolder } from '../loader/discover-plugins.js';
import type { PluginSource } from '../loader/plugin-source.js';
import type { PluginEntries } from '../registry/plugin-entries.js';
import { PluginEntry } from '../registry/plugin-entry.js';
import type { PluginRelease } from '../registry/plugin-release.js';
import { Comeback, type ComebackRules } from './comeback.js';
import { inParallel } from './in-parallel.js';
import { RELOAD_OUTCOME, type ReloadResult } from './reload-result.js';

const FOLDER_GONE = 'Its folder is gone. Put it back, or reload all plugins to let it go.';

/**
 * Puts what the folders hold now in the place of what serves. New code is started before it takes over, and takes over
 * in one step: what is in flight ends on the old code, and code that cannot run replaces none that can.
 */
export class PluginReloader {
  readonly #entries: PluginEntries;
  private readonly comeback: Comeback;
  /** Releases that do not serve yet, or no longer, and still have processes. */
  readonly #offstage = new Set<PluginRelease>();
  /** The last reload: two at once could each take the other's new code for the old. */
  private turn: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(
    entries: PluginEntries,
    private readonly source: PluginSource,
    private readonly onIllegalStep: IllegalStepHandler,
    comeback: ComebackRules,
  ) {
    this.#entries = entries;
    this.comeback = new Comeback(comeback);
  }

  /**
   * Reads every folder for the first time; no code is run.
   *
   * @returns what was wrong with the folders themselves
   */
  fill(): readonly string[] {
    const { folders, problems } = this.source.find();
    for (const folder of folders) this.add(folder, this.source.read(folder));
    return problems;
  }

  /** Reloads one plugin, or takes in one whose folder is new; null where there is neither. */
  reload(name: string): Promise<ReloadResult | null> {
    return this.inTurn(async () => {
      const folder = this.source.find().folders.find(({ listedAs }) => listedAs === name);
      if (folder !== undefined) return this.renew(folder, 'operator');
      return this.#entries.get(name) === undefined ? null : failed(name, FOLDER_GONE);
    });
  }

  /** Reloads every plugin, takes in new ones, lets go those whose folder is gone. One result each, by name. */
  reloadAll(): Promise<ReloadResult[]> {
    return this.inTurn(async () => {
      const { folders } = this.source.find();
      const names = new Set(folders.map(({ listedAs }) => listedAs));
      const gone = this.#entries.all().filter(({ name }) => !names.has(name));
      const removed = gone.map((entry) => this.remove(entry));
      const renewed = await inParallel(folders, availableParallelism(), (folder) =>
        this.renew(folder, 'operator'),
      );
      return [...removed, ...renewed].sort((a, b) => (a.name < b.name ? -1 : 1));
    });
  }

  /**
   * Tries those again that could not run for something that may be there by now, each when its time has come.
   *
   * @returns those that came back
   */
  retry(): Promise<readonly ReloadResult[]> {
    const broken = this.#entries.all().filter(({ release }) => release.problem?.mayPass === true);
    const due = this.comeback.due(
      broken.map(({ name }) => name),
      performance.now(),
    );
    if (due.length === 0) return Promise.resolve([]);
    return this.inTurn(async () => {
      const folders = this.source.find().folders.filter(({ listedAs }) => due.includes(listedAs));
      const results = await inParallel(folders, 1, (folder) => this.renew(folder, 'loader'));
      return results.filter(({ outcome }) => outcome !== RELOAD_OUTCOME.FAILED);
    });
  }

  /** Ends the processes of what does not serve, and reloads nothing more. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.#offstage].map((release) => release.close()));
  }

  private async renew(folder: FoundFolder, actor: TransitionActor): Promise<ReloadResult> {
    const name = folder.listedAs;
    if (this.closed) return failed(name, 'The server is stopping.');
    const next = this.source.read(folder);
    this.#offstage.add(next);
    await next.start();
    const entry = this.#entries.get(name);
    const { problem } = next;
    if (problem !== null && entry?.release.problem === null) {
      void this.leave(next);
      return failed(name, problem.reason);
    }
    this.#offstage.delete(next);
    if (entry === undefined) this.add(folder, next);
    else void this.leave(entry.replace(next, actor, `reloaded as version ${versionOf(next)}`));
    if (problem !== null) return failed(name, problem.reason);
    return result(name, entry === undefined ? RELOAD_OUTCOME.ADDED : RELOAD_OUTCOME.RELOADED);
  }

  private add({ listedAs }: FoundFolder, release: PluginRelease): void {
    this.#entries.add(new PluginEntry(listedAs, release, this.onIllegalStep));
  }

  private remove({ name, release }: PluginEntry): ReloadResult {
    this.#entries.remove(name);
    void this.leave(release);
    return result(name, RELOAD_OUTCOME.REMOVED);
  }

  private async leave(release: PluginRelease): Promise<void> {
    this.#offstage.add(release);
    await release.retire();
    this.#offstage.delete(release);
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.turn.then(work, work);
    this.turn = done;
    return done;
  }
}

const result = (name: string, outcome: ReloadResult['outcome']): ReloadResult => ({
  name,
  outcome,
  reason: null,
});

const failed = (name: string, reason: string): ReloadResult => ({
  name,
  outcome: RELOAD_OUTCOME.FAILED,
  reason,
});

const versionOf = ({ contract }: PluginRelease): string => contract?.manifest.version ?? 'unknown';
