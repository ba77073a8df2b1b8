import type { PluginManifest } from '@gatehouse/contracts';

/** What an operator may grant a plugin that did not come with Gatehouse. */
const GRANTS = Object.freeze(['network', 'addons', 'read', 'write'] as const);

/** One of the things that can be granted. */
export type Grant = (typeof GRANTS)[number];

/**
 * Reads PLUGIN_GRANTS.
 *
 * @param entries each `name:grant+grant`; those of one name add up
 */
export function parseGrants(entries: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const granted = new Map<string, Set<string>>();
  for (const entry of entries) {
    const [name = '', grants = ''] = entry.split(':');
    granted.set(name, new Set([...(granted.get(name) ?? []), ...grants.split('+')]));
  }
  return granted;
}

/** The permissions a manifest asks for, by the names an operator grants them with. */
export function requestedGrants({ permissions }: PluginManifest): Grant[] {
  return GRANTS.filter((grant) => {
    const asked = permissions[grant];
    return typeof asked === 'boolean' ? asked : asked.length > 0;
  });
}
