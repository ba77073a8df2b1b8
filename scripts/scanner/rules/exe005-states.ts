import type { NameSet, StatesModel } from '../model.ts';
import { matchesPath } from '../policy/matches-path.ts';
import type { StatesPolicy } from '../policy/policy.ts';
import type { Finding, Rule } from './rule.ts';

/** There are five lifecycle states, in one place. */
export const states: Rule = {
  id: 'EXE005',
  statement: 'There are exactly five lifecycle states, no sixth, and no second set of them.',
  why: 'Everyone who watches plugins relies on five states. What a job came to (SUCCESS, FAILED) is no state of a plugin. Import LIFECYCLE_STATE from @gatehouse/contracts; what is new about a plugin belongs into its reason.',
  judge: ({ files, states: declared }, { states: wanted }) => [
    ...(declared === null ? [] : judgeDeclared(declared, wanted)),
    ...files
      .filter(
        ({ file }) =>
          file !== wanted.object.file &&
          !wanted.except.some(({ files: pattern }) => matchesPath(file, pattern)),
      )
      .flatMap(({ nameSets }) => nameSets.flatMap((set) => judgeSet(set, wanted))),
  ],
};

function judgeDeclared(
  { place, keys, values, members }: StatesModel,
  wanted: StatesPolicy,
): readonly Finding[] {
  const is = (names: readonly string[]): boolean =>
    [...names].sort().join() === [...wanted.names].sort().join();
  const wrong = [
    ...(is(keys) ? [] : [`The keys of ${wanted.object.name} are ${keys.join(', ')}.`]),
    ...(is(values) ? [] : [`The values of ${wanted.object.name} are ${values.join(', ')}.`]),
    ...(is(members) ? [] : [`${wanted.type.name} is one of ${members.join(', ')}.`]),
  ];
  const expected = `They have to be ${wanted.names.join(', ')}.`;
  return wrong.map((message) => ({ rule: 'EXE005' as const, place, message: `${message} ${expected}` }));
}

function judgeSet(set: NameSet, { telling }: StatesPolicy): readonly Finding[] {
  const said = new Set(set.names.map((name) => name.toUpperCase()));
  const found = telling.filter((name) => said.has(name));
  if (found.length < 2) return [];
  return [
    {
      rule: 'EXE005',
      place: set,
      message: `These names (${found.join(', ')}) are a second set of lifecycle states.`,
    },
  ];
}
