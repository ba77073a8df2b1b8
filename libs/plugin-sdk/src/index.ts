export { definePlugin } from './define-plugin.js';
export type { JsonShape } from './json-shape.js';
export type {
  InitializeContext,
  JsonObject,
  JsonValue,
  Plugin,
  PluginLogger,
  PluginOutput,
  RunContext,
  RunPayload,
} from '@gatehouse/contracts';
