import { fileURLToPath } from 'node:url';
import type { PluginPath } from './discover-plugins.js';

/** The folder of the plugins that come with Gatehouse. */
export const SHIPPED_PLUGINS: PluginPath = Object.freeze({
  path: fileURLToPath(new URL('../../../vision/', import.meta.url)),
  shipped: true,
});
