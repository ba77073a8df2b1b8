/** Adds a workspace to the references of a tsconfig, after the last plugin there, leaving all else as it stands. */
export function addReference(tsconfig: string, workspace: string): string {
  const references = [...tsconfig.matchAll(/\{\s*"path": "libs\/vision\/[^"]+"\s*\},?/g)];
  const last = references.at(-1);
  if (last === undefined) throw new Error('the tsconfig refers to no plugin: there is no place to add one');
  const end = last.index + last[0].length;
  const separator = last[0].endsWith(',') ? '' : ',';
  const after = last[0].endsWith(',') ? ',' : '';
  const added = `${separator}\n    {\n      "path": "${workspace}"\n    }${after}`;
  return tsconfig.slice(0, end) + added + tsconfig.slice(end);
}

/** What package-lock.json repeats of a workspace's package.json. */
export interface LockedWorkspace {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Adds a workspace to the text of package-lock.json, where `npm install` would put it: its folder, and the link to it. */
export function addToLock(lock: string, workspace: string, locked: LockedWorkspace): string {
  const parsed = JSON.parse(lock) as { packages: Readonly<Record<string, unknown>> }; // npm's own file
  const { name, version, dependencies } = locked;
  const packages = {
    ...parsed.packages,
    [workspace]: { name, version, dependencies },
    [`node_modules/${name}`]: { resolved: workspace, link: true },
  };
  // npm sorts by the English collation, not by code units.
  const sorted = Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en'));
  return `${JSON.stringify({ ...parsed, packages: Object.fromEntries(sorted) }, null, 2)}\n`;
}
