import type { Escape, EscapeKind, ProjectModel } from '../model.ts';
import { placeOfFile } from '../place-of-file.ts';
import type { Allowance, Policy } from '../policy/policy.ts';
import type { Finding, Rule } from './rule.ts';

const SAID: Readonly<Record<EscapeKind, string>> = {
  any: '`any` is here: from it on nothing is checked.',
  suppression: 'The compiler is told to look away.',
  eval: 'Text is made into code here.',
  globals: 'All that the language or Node has is within reach of a text here.',
  'computed-import': 'What is imported here is known at run time only.',
  require: 'Modules are loaded here past the imports.',
  container: 'The container is asked for something that is not named by its class.',
  'string-token': 'Something is injected here by a text.',
  mistyped: 'What the container gives here is said to be of another type than its class.',
  patched: 'A method that others rely on is replaced here.',
};

const INSTEAD: Readonly<Record<EscapeKind, string>> = {
  any: 'Write `unknown` and a type guard, or the type.',
  suppression: 'Mend what it complains of; a cast with its reason on the line is the last resort.',
  eval: 'Write the code.',
  globals: 'Name what you need of it, as it is: `globalThis.x`, `process.x`.',
  'computed-import': 'Import by a literal. Plugins are loaded by plugin-program.ts, in their own process.',
  require: 'Write an import.',
  container: 'Take it in the constructor, so that everybody sees who holds what.',
  'string-token': 'Inject by class, or by a symbol that is not exported.',
  mistyped: 'Write the class as the type.',
  patched: 'Change the method where it is written, or wrap the object in one of your own.',
};

/** Nothing gets out of the type system, on which all other rules stand. */
export const typed: Rule = {
  id: 'EXE008',
  statement:
    'In apps/ and libs/ there is no way out of the type system, and none past the container’s wiring.',
  why: 'The scanner follows types: where they end, so does the promise that every execution passes the gate.',
  judge: ({ files }: ProjectModel, policy: Policy) => {
    const escapes = files
      .filter(({ file }) => policy.typed.some((folder) => file.startsWith(folder)))
      .flatMap((file) => file.escapes);
    const judged = new Set(files.map(({ file }) => file));
    return [
      ...escapes.filter((escape) => !isAllowed(escape, escapes, policy.allowances)).map(finding),
      ...policy.allowances
        .filter(({ file }) => judged.has(file))
        .flatMap((allowance) => unused(allowance, escapes)),
    ];
  },
};

function isAllowed(escape: Escape, all: readonly Escape[], allowances: readonly Allowance[]): boolean {
  return allowances.some((allowance) => {
    const alike = all.filter((other) => isMeant(other, allowance));
    return alike.includes(escape) && alike.length <= allowance.times;
  });
}

const isMeant = ({ file, kind }: Escape, allowance: Allowance): boolean =>
  file === allowance.file && kind === allowance.kind;

function finding(escape: Escape): Finding {
  return {
    rule: 'EXE008',
    place: escape,
    message: SAID[escape.kind],
    why: `${typed.why} ${INSTEAD[escape.kind]}`,
  };
}

function unused(allowance: Allowance, all: readonly Escape[]): readonly Finding[] {
  if (all.filter((escape) => isMeant(escape, allowance)).length === allowance.times) return [];
  const message = `The policy allows ${allowance.times} × ${allowance.kind} here, and that is not what is here.`;
  return [{ rule: 'EXE008', place: placeOfFile(allowance.file), message }];
}
