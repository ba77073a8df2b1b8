import type { PluginSource } from '../../support/plugin-folder.js';
import { costsProcess, type FaultLimits, type PluginFault } from '../catalogue/plugin-fault.js';
import { faultyPlugin } from './faulty-plugin.js';

/** A fault and the plugin that does it. */
export interface PlacedFault extends PluginFault {
  readonly plugin: string;
}

/** Faults and the plugins they were given to. */
export interface Placement {
  readonly faults: readonly PlacedFault[];
  readonly plugins: Readonly<Record<string, PluginSource>>;
}

/** A plugin that loses a third process within five minutes is taken out of service. */
const MOST_LOSSES = 2;
const LIMITS: readonly FaultLimits[] = ['ample', 'clocked', 'roomy'];

/** Gives faults to as few plugins as can do them all: those that cost no process share one, the others go in twos. */
export function placeFaults(faults: readonly PluginFault[]): Placement {
  const groups = LIMITS.flatMap((limits) => {
    const held = faults.filter((fault) => (fault.limits ?? 'ample') === limits);
    const mild = held.filter((fault) => !costsProcess(fault));
    return [...chunks(mild, mild.length), ...chunks(held.filter(costsProcess), MOST_LOSSES)];
  });
  // No name is the beginning of another: processes are told apart by their command lines.
  const named = groups.map((group, index) => [`faulty-${String(index).padStart(2, '0')}`, group] as const);
  const pluginOf = new Map(named.flatMap(([plugin, group]) => group.map((fault) => [fault, plugin])));
  return {
    faults: faults.map((fault) => ({ ...fault, plugin: pluginOf.get(fault) ?? '' })),
    plugins: Object.fromEntries(named.map(([plugin, group]) => [plugin, faultyPlugin(group)])),
  };
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = items.length === 0 ? 0 : Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
