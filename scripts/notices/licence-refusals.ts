import { ALLOWED_LICENCES, LICENCE_EXCEPTIONS } from './licence-policy.ts';
import type { ProductionPackage } from './production-package.ts';

/** What of some packages the policy refuses, a sentence each; empty where it takes all of them. */
export function licenceRefusals(packages: readonly ProductionPackage[]): string[] {
  return packages
    .filter((one) => !isTaken(one))
    .map(
      ({ name, version, licence }) =>
        `${name} ${version} has the licence "${licence}". Do without it, or have somebody read the licence, and ` +
        'name it in scripts/notices/licence-policy.ts.',
    );
}

/** An expression that mixes AND with OR is refused: nobody has needed one yet. */
function isTaken({ name, licence }: ProductionPackage): boolean {
  const words = licence.replace(/^\((.*)\)$/, '$1');
  const every = words.split(' AND ');
  return every.length > 1
    ? every.every((one) => isAllowed(name, one))
    : words.split(' OR ').some((one) => isAllowed(name, one));
}

function isAllowed(name: string, licence: string): boolean {
  return (
    ALLOWED_LICENCES.includes(licence) ||
    LICENCE_EXCEPTIONS.some((exception) => exception.licence === licence && exception.packages.includes(name))
  );
}
