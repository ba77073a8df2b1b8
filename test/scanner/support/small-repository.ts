import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Policy } from '../../../scripts/scanner/policy/policy.ts';

const GATE = 'libs/core/src/gate.ts';

const SETTINGS = {
  'package.json': '{ "type": "module" }',
  'tsconfig.base.json':
    '{ "compilerOptions": { "target": "es2024", "lib": ["es2024"], "module": "nodenext", "types": [], "strict": true } }',
  'tsconfig.json': '{ "files": [], "references": [{ "path": "libs/core" }] }',
  'libs/core/tsconfig.json': '{ "extends": "../../tsconfig.base.json", "include": ["src"] }',
};

/** Sources that are clean: a gate, and a chain of files of which the last is in nobody's reach. */
export const CLEAN: Readonly<Record<string, string>> = {
  [GATE]: `
export const STATE = { LOADED: 'LOADED', FAILED: 'FAILED' } as const;
export type State = (typeof STATE)[keyof typeof STATE];
export abstract class Handle { abstract run(): Promise<string>; }
export abstract class Registry {
  abstract handle(name: string): Handle;
  abstract count(name: string, state: State, ms: number, hadError: boolean): void;
}
export abstract class Inputs { abstract check(): void; }
export abstract class Outputs { abstract check(): void; }
export class Gate {
  constructor(private readonly registry: Registry, private readonly inputs: Inputs, private readonly outputs: Outputs) {}
  async run(name: string): Promise<string> {
    const handle = this.registry.handle(name);
    let state: State = STATE.FAILED;
    let hadError = true;
    const time = 0;
    try {
      this.inputs.check();
      const output = await handle.run();
      this.outputs.check();
      state = STATE.LOADED;
      hadError = false;
      return output;
    } catch {
      state = STATE.FAILED;
      return '';
    } finally {
      this.registry.count(name, state, time, hadError);
    }
  }
}
`,
  'libs/core/src/door.ts': "export { give } from './giver.js';\n",
  'libs/core/src/giver.ts': "export const give = () => ({ run: (): string => 'no plugin' });\n",
  'libs/core/src/user.ts': "import { give } from './door.js';\nexport const used = give().run;\n",
  'libs/core/src/alone.ts': 'export const alone = 1;\n',
};

/** Writes it on the disk; answers where. */
export function smallRepository(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'small-repository-')));
  write(root, { ...SETTINGS, ...CLEAN });
  return root;
}

/** Writes files, by path from the root. */
export function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

const guarded = (name: string): Policy['things'][number] => ({
  name,
  file: GATE,
  rule: 'EXE002',
  holders: [GATE],
  why: 'It is the gate’s.',
});

/** What the small repository is held to. */
export const SMALL_POLICY: Policy = {
  things: ['Gate', 'Handle', 'Registry'].map(guarded),
  members: [
    {
      of: 'Handle',
      member: 'run',
      rule: 'EXE001',
      sites: [{ file: GATE, within: 'Gate.run', times: 1 }],
      why: 'One gate.',
    },
    {
      of: 'Registry',
      member: 'count',
      rule: 'EXE004',
      sites: [{ file: GATE, within: 'Gate.run' }],
      why: 'One count.',
    },
  ],
  gate: {
    file: GATE,
    name: 'Gate',
    method: 'run',
    signature: '(name: string): Promise<string>',
    vocabulary: {},
    run: 'Handle.run',
    metrics: 'Registry.count',
    before: { file: GATE, name: 'Inputs', member: 'check' },
    after: { file: GATE, name: 'Outputs', member: 'check' },
  },
  modules: [],
  states: {
    object: { file: GATE, name: 'STATE' },
    type: { file: GATE, name: 'State' },
    names: ['LOADED', 'FAILED'],
    telling: ['LOADED', 'FAILED'],
    except: [],
  },
  facade: { library: 'libs/none/', from: 'apps/', names: [], modules: { ending: '.module.ts', names: [] } },
  typed: ['libs/'],
  allowances: [],
  roots: ['libs/'],
  exempt: [],
  imports: [{ name: 'core', comment: '', from: { path: '^libs/core/' }, to: { path: '^apps/' } }],
};
