import type { JsonObject, Plugin, PluginOutput } from '@gatehouse/contracts';

/**
 * Declares a plugin with its types checked; returns it unchanged. Its result is the default export of the entry module.
 *
 * @typeParam Options what `options_schema` allows, defaults applied
 * @typeParam Output what `output_schema` demands
 */
export function definePlugin<Options extends object = JsonObject, Output extends object = PluginOutput>(
  plugin: Plugin<Options, Output>,
): Plugin<Options, Output> {
  return plugin;
}
