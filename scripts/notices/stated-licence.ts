import { existsSync, readFileSync } from 'node:fs';

/** The fields in which a package.json may tell its licence; the second is how it was once told. */
interface LicenceFields {
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
}

/**
 * What the package.json of an installed package says of its licence.
 *
 * @returns null where the package is not installed, as those for other platforms; empty where it tells none
 */
export function statedLicence(folder: URL): string | null {
  const manifest = new URL('package.json', folder);
  if (!existsSync(manifest)) return null;
  const { license, licenses = [] } = JSON.parse(readFileSync(manifest, 'utf8')) as LicenceFields; // npm's own file format
  return license ?? licenses.map(({ type }) => type).join(' OR ');
}
