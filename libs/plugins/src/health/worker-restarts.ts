import { PROCESS_END, type ProcessEnd } from '@gatehouse/sandbox';

type Counts = Record<ProcessEnd, number>;

const NONE: Readonly<Counts> = Object.freeze(
  Object.fromEntries(Object.values(PROCESS_END).map((end) => [end, 0])) as Counts, // every end is a key
);

/** Counts the processes of plugins that ended and had to be replaced. A reload of a plugin leaves its counts alone. */
export class WorkerRestarts {
  private readonly byPlugin = new Map<string, Counts>();

  count(plugin: string, end: ProcessEnd): void {
    const counts = this.byPlugin.get(plugin) ?? { ...NONE };
    counts[end]++;
    this.byPlugin.set(plugin, counts);
  }

  of(plugin: string): Readonly<Counts> {
    return { ...(this.byPlugin.get(plugin) ?? NONE) };
  }
}
