import type { ProjectModel } from '../model.ts';
import type { Policy } from '../policy/policy.ts';
import { placeOfFile } from '../place-of-file.ts';
import type { Finding, Rule } from './rule.ts';

/** The scan itself can be relied on. */
export const sound: Rule = {
  id: 'EXE009',
  statement:
    'The scan is sound: no compile errors where it relies on types, every anchor found, all sources judged.',
  why: 'What was not understood was not judged, and silence about it would mean nothing.',
  judge: ({ problems, files }: ProjectModel, { imports }: Policy) => [
    ...problems.map((place): Finding => ({ rule: 'EXE009', place, message: place.message })),
    ...unknownLibraries(
      files.map(({ file }) => file),
      imports,
    ),
  ],
};

/** A library that no rule of imports names would import whatever it likes. */
function unknownLibraries(files: readonly string[], rules: Policy['imports']): readonly Finding[] {
  const libraries = new Set(files.map((file) => /^libs\/(?:vision\/)?[^/]+\//.exec(file)?.[0] ?? ''));
  libraries.delete('');
  return [...libraries]
    .filter((library) => !rules.some(({ from }) => isNamedBy(library, [from.path ?? []].flat())))
    .map((library) => ({
      rule: 'EXE009' as const,
      place: placeOfFile(library),
      message: 'No rule of imports names this library. Give it a layer in .dependency-cruiser.mjs.',
    }));
}

function isNamedBy(library: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const meant = new RegExp(pattern);
    return meant.test(library) && !meant.test('libs/any-other-library/');
  });
}
