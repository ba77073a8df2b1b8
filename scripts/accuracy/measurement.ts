import type { Figure } from './figure.ts';
import type { RunPlugin } from './run-plugin.ts';

/** How much is measured: `few` pictures, as the tests do, or all. */
export type Extent = 'few' | 'all';

/** How a plugin's accuracy is measured. */
export interface Measurement {
  /** The plugin. */
  readonly name: string;
  readonly measure: (run: RunPlugin, extent: Extent) => Promise<readonly Figure[]>;
}
