export { openPlugin, type OpenOptions } from './open-plugin.js';
export type { OpenedPlugin, RunOptions, RunReport } from './opened-plugin.js';
export { PluginFailure } from './plugin-failure.js';
export { PluginNotReady } from './plugin-not-ready.js';
export type { PluginLogLine } from './plugin-log.js';
export { sampleImage, sampleNames } from './sample-image.js';
