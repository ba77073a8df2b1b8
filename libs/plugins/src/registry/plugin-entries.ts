import type { PluginEntry } from './plugin-entry.js';

/** The plugins that there are now, by name. Shared by the registry, which serves them, and the reloader, which changes them. */
export class PluginEntries {
  private readonly byName = new Map<string, PluginEntry>();

  get(name: string): PluginEntry | undefined {
    return this.byName.get(name);
  }

  /** Adds a plugin. The first of a name keeps it. */
  add(entry: PluginEntry): void {
    if (!this.byName.has(entry.name)) this.byName.set(entry.name, entry);
  }

  remove(name: string): void {
    this.byName.delete(name);
  }

  /** Sorted by name. */
  all(): PluginEntry[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  }
}
