import { judge } from '../../scripts/scanner/scan.ts';
import { policy, readPlanted } from './support/planted.ts';

const FOLDER = 'scripts/planted-reach';

/** Where everything starts: a guarded type in reach, and files that hand it on without naming it. */
const SOURCES = {
  'giver.ts': `import type { PluginHandle } from '@gatehouse/plugins';
export declare function give(): PluginHandle;
export declare const other: string;
export default give;
`,
  'further.ts': `import { give } from './giver.ts';
export const giveLater = () => give();
`,
  'door.ts': `export * from './further.ts';
export * as all from './giver.ts';
export { give as taken, default as first } from './giver.ts';
`,
} as const;

const STEPS: readonly (readonly [form: string, code: string])[] = [
  ['a name', "import { give } from './giver.ts';\nexport const got = give();"],
  ['another name', "import { taken as mine } from './door.ts';\nexport const got = mine();"],
  ['the default', "import mine from './giver.ts';\nexport const got = mine();"],
  ['the default, by a door', "import { first } from './door.ts';\nexport const got = first();"],
  ['a whole module', "import * as every from './giver.ts';\nexport const got = every.give();"],
  ['a module in a door', "import { all } from './door.ts';\nexport const got = all.give();"],
  ['a door as a whole', "import * as every from './door.ts';\nexport const got = every.giveLater();"],
  [
    'what another file finds out',
    "import { giveLater } from './further.ts';\nexport const got = giveLater();",
  ],
  ['a star', "import { giveLater } from './door.ts';\nexport const got = giveLater();"],
  ['a type', "import type { give } from './giver.ts';\nexport declare const got: ReturnType<typeof give>;"],
  ['an import type', "export declare const got: ReturnType<typeof import('./giver.ts').give>;"],
  [
    'an import type with a comment in it',
    "export declare const got: ReturnType<typeof import/**/('./giver.ts').give>;",
  ],
  ['an import()', "const { give } = await import('./giver.ts');\nexport const got = give();"],
  [
    'an import() with a comment in it',
    "const { give } = await import/* ( */(\n'./door.ts').then((door) => door.all);\nexport const got = give();",
  ],
  ['an export from', "export { give } from './giver.ts';"],
  [
    'an import with an equals sign',
    "import giver = require('./giver.ts');\nexport const got = giver.give();",
  ],
  [
    'an import in front of which nothing is known',
    "import { nothing } from './nowhere.ts';\nexport const got = nothing();",
  ],
];

const OUT_OF_REACH = `${FOLDER}/out-of-reach.ts`;
const planted = {
  ...Object.fromEntries(Object.entries(SOURCES).map(([name, code]) => [`${FOLDER}/${name}`, code])),
  ...Object.fromEntries(STEPS.map(([, code], index) => [fileOf(index), `${code}\n`])),
  // What door.ts has besides is no concern of who takes this of it.
  [OUT_OF_REACH]:
    "import { placeOfFile } from '../scanner/place-of-file.ts';\nexport const place: number = placeOfFile('');\n",
};
const { findings } = judge(readPlanted(planted), policy);

describe('something guarded is in reach of a script', () => {
  it.each(STEPS.map(([form], index) => [form, fileOf(index)] as const))('that has it by %s', (form, file) => {
    const rules = findings.filter(({ place }) => place.file === file).map(({ rule }) => rule);
    expect(rules).toContain(form.endsWith('nothing is known') ? 'EXE009' : 'EXE002');
  });

  it('and of no other: there, whether it compiles is left to the compiler', () => {
    expect(findings.filter(({ place }) => place.file === OUT_OF_REACH)).toEqual([]);
  });
});

describe('what does not compile', () => {
  it.each(['libs/jobs/src/planted.ts', 'apps/server/src/planted.ts'])(
    'is seen in %s, in reach or not',
    (file) => {
      const result = judge(readPlanted({ [file]: "export const one: number = 'two';\n" }), policy);
      expect(result.findings).toEqual([
        expect.objectContaining({ rule: 'EXE009', message: expect.stringContaining('TS2322') as string }),
      ]);
    },
  );

  it('is seen in a script that is not even written right', () => {
    const result = judge(readPlanted({ [OUT_OF_REACH]: 'export const = 1;\n' }), policy);
    expect(result.findings.map(({ rule }) => rule)).toContain('EXE009');
  });

  it('is seen wherever something is declared for all that leads to something guarded', () => {
    const global = `import type { PluginHandle } from '@gatehouse/plugins';
declare global { var everybodys: PluginHandle; }
export {};
`;
    const result = judge(
      readPlanted({
        [`${FOLDER}/global.ts`]: global,
        [OUT_OF_REACH]: 'export const got = everybodys;\n',
      }),
      policy,
    );
    const rules = result.findings.filter(({ place }) => place.file === OUT_OF_REACH).map(({ rule }) => rule);
    expect(rules).toContain('EXE002');
  });
});

function fileOf(index: number): string {
  return `${FOLDER}/step-${index}.ts`;
}
