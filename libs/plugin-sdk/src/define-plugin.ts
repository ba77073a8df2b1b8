import type { JsonObject, Plugin, PluginOutput } from '@gatehouse/contracts';
import type { JsonShape } from './json-shape.js';

/**
 * Declares a plugin with its types checked; returns it unchanged. Its result is the default export of the entry module.
 *
 * The options are what `run`'s parameter says, the output what it returns:
 *
 * ```ts
 * export default definePlugin({
 *   run: ({ image, options }: RunPayload<Options>) => ({ bright: image.length > options.least }),
 * });
 * ```
 *
 * An output that JSON cannot say (a Map, a bigint, a function) does not compile.
 *
 * @typeParam Options what `options_schema` allows, defaults applied
 * @typeParam Output what `output_schema` demands; given explicitly, `run` is held to it
 */
export function definePlugin<
  Options extends object = JsonObject,
  Output extends JsonShape<Output> & object = PluginOutput,
>(plugin: Plugin<Options, Output>): Plugin<Options, Output> {
  return plugin;
}
