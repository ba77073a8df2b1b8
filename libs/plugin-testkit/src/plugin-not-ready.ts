import type { PluginHealth } from '@gatehouse/contracts';

/** A folder whose plugin cannot run; the message is the reason that a server would list. */
export class PluginNotReady extends Error {
  constructor({ name, state, reason }: PluginHealth) {
    super(`Plugin ${name} is ${state}: ${reason ?? 'no reason is known.'}`);
    this.name = 'PluginNotReady';
  }
}
