/** The key that marks where a document speaks of plugins. It is not in the finished document. */
export const PLUGIN_SLOT = 'x-plugin-slot';

/** The key that gives an inline schema a name among the components. It is not in the finished document. */
export const COMPONENT_NAME = 'x-component-name';

/**
 * What of a plugin belongs in a place:
 * - `options`, `result`: its schema of them. The object around has a property `plugin`, and becomes one schema for each.
 * - `any_result`: the result of any plugin there is or was.
 * - `name`: the name of a plugin: the value of a property is one of those there are, a parameter shows them.
 */
export type PluginSlot = 'options' | 'result' | 'any_result' | 'name';

/** Marks a schema as one that takes its contents from the manifests of the plugins there are. */
export function pluginSlot(slot: PluginSlot): object {
  return { [PLUGIN_SLOT]: slot };
}
