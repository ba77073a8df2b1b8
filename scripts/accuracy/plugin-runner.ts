import { readFile } from 'node:fs/promises';
import type { JsonObject } from '@gatehouse/contracts';
import { openPlugin, type OpenedPlugin } from '@gatehouse/plugin-testkit';
import type { Result, RunPlugin } from './run-plugin.ts';

/** Runs plugins that ship, each opened when it is first asked. To be closed. */
export class PluginRunner {
  private readonly opened = new Map<string, Promise<OpenedPlugin>>();

  /** Asks one. @throws PluginFailure where it does not answer */
  readonly run: RunPlugin = async (name, picture, options = {}): Promise<Result> => {
    const plugin = await this.open(name);
    const bytes = typeof picture === 'string' ? await readFile(picture) : picture;
    const { result } = await plugin.run(bytes, { options: options as JsonObject }); // its schema refuses what is none
    return result;
  };

  async close(): Promise<void> {
    for (const plugin of this.opened.values()) await (await plugin).close();
  }

  private open(name: string): Promise<OpenedPlugin> {
    const opened =
      this.opened.get(name) ?? openPlugin(new URL(`../../libs/vision/${name}/`, import.meta.url));
    this.opened.set(name, opened);
    return opened;
  }
}
