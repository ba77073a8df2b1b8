import type { components } from '../generated/api.js';
import type { JsonObject } from './json.js';

type Schemas = components['schemas'];

/** The plugins that ship: their options and results are known here. */
export type ShippedPlugin = keyof Schemas extends infer Name
  ? Name extends `PluginOptions.${infer Plugin}`
    ? Plugin extends `${string}.${string}` // a part of another schema
      ? never
      : Plugin
    : never
  : never;

/** The name of any plugin. */
export type PluginName = ShippedPlugin | (string & {});

/** What a plugin may be told; of a plugin that does not ship, any JSON object. */
export type OptionsOf<Plugin extends string> = Plugin extends ShippedPlugin
  ? Schemas[`PluginOptions.${Plugin}`]
  : JsonObject;

/** What a plugin finds; of a plugin that does not ship, some JSON object. */
export type ResultOf<Plugin extends string> = Plugin extends ShippedPlugin
  ? Schemas[`PluginResult.${Plugin}`]
  : JsonObject;
