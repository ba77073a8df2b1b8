import { setTimeout as sleep } from 'node:timers/promises';
import { getJson } from './http-json.ts';

const LOOK_MS = 10;

/** Waits until a server has tried every plugin it has. @throws Error where one cannot serve */
export async function pluginsReady(url: string): Promise<void> {
  for (;;) {
    const plugins = await getJson<readonly { readonly name: string; readonly state: string }[]>(
      `${url}/v1/plugins`,
    );
    const failed = plugins.filter(({ state }) => state === 'FAILED' || state === 'UNAVAILABLE');
    if (failed.length > 0) throw new Error(`Not ready: ${failed.map(({ name }) => name).join(', ')}`);
    if (plugins.every(({ state }) => state !== 'LOADED')) return;
    await sleep(LOOK_MS);
  }
}
