import type { BrokenFolder } from './broken-folder.js';

/** Folders whose code does not start. */
export const BROKEN_CODE: readonly BrokenFolder[] = [
  [
    'no syntax',
    { code: 'export default {' },
    'FAILED',
    'Its code could not be started: Unexpected end of input in index.js, line 1, column 17: `export default {`.',
  ],
  [
    'no default export',
    { code: 'export const run = () => ({});' },
    'FAILED',
    'Its code could not be started: The entry module has no default export. Write `export default definePlugin({ run … })`.',
  ],
  [
    'null for its default export',
    { code: 'export default null;' },
    'FAILED',
    'Its code could not be started: The entry module has no default export. Write `export default definePlugin({ run … })`.',
  ],
  [
    'no run',
    { code: 'export default { walk() {} };' },
    'FAILED',
    'Its code could not be started: The default export of the entry module has no function `run`.',
  ],
  [
    'a package that is not there',
    { code: "import 'no-such-package'; export default { run: () => ({}) };" },
    'FAILED',
    'Its code could not be started: index.js imports the package no-such-package, which the plugin does not have. Run "npm install no-such-package" in the plugin\'s folder, or mend the import.',
  ],
  [
    'code that throws',
    { code: "throw new Error('at load'); export default {};" },
    'FAILED',
    'Its code could not be started: at load.',
  ],
  [
    'code that exits',
    { code: 'process.exit(4);' },
    'FAILED',
    'Its code could not be started: it ended its own process (exit code 4). Take process.exit and the like out of what runs when it is loaded.',
  ],
  [
    'an initialize that throws',
    { code: "export default { initialize() { throw new Error('no model') }, run: () => ({}) };" },
    'FAILED',
    'Its code could not be started: no model.',
  ],
  [
    'an initialize that rejects with nothing',
    { code: 'export default { initialize: () => Promise.reject(null), run: () => ({}) };' },
    'FAILED',
    'Its code could not be started: something was thrown that has no message (null).',
  ],
  [
    'too much to load',
    {
      manifest: { limits: { memory_mb: 16 } },
      code: 'const all = []; for (;;) all.push([...Array(1000).keys()]); export default {};',
    },
    'FAILED',
    'Its code could not be started: it needed more than its 16 MB of memory. Load less, or raise limits.memory_mb in plugin.json.',
  ],
  [
    'a package.json that is null',
    { files: { 'package.json': 'null' } },
    'FAILED',
    'Its code could not be started: Invalid package config package.json.',
  ],
  [
    'a syntax error in another file',
    {
      code: "import './lib/bad.js'; export default {};",
      files: { 'lib/bad.js': '\n\nexport const b = = 2;' },
    },
    'FAILED',
    "Its code could not be started: Unexpected token '=' in lib/bad.js, line 3, column 18: `export const b = = 2;`.",
  ],
  [
    'TypeScript',
    { code: 'const n: number = 1;\nexport default {};' },
    'FAILED',
    'Its code could not be started: Missing initializer in const declaration in index.js, line 1, column 7: `const n: number = 1;`.',
  ],
  [
    'an import of a name that is not exported',
    { code: "import { b } from './lib.js';\nexport default {};", files: { 'lib.js': 'export const a = 1;' } },
    'FAILED',
    "Its code could not be started: The requested module './lib.js' does not provide an export named 'b' in index.js, line 1, column 10: `import { b } from './lib.js';`.",
  ],
  [
    'an import of a file that is not there',
    { code: "import './lib/none.js';" },
    'FAILED',
    'Its code could not be started: index.js imports lib/none.js, which is not there. Mend the path, its ending included, or add the file.',
  ],
  [
    'an import without its ending',
    { code: "import './lib/a';", files: { 'lib/a.js': '' } },
    'FAILED',
    'Its code could not be started: index.js imports lib/a, which is not there. Mend the path, its ending included, or add the file.',
  ],
  [
    'an import of a folder',
    { code: "import './lib';", files: { 'lib/index.js': '' } },
    'FAILED',
    'Its code could not be started: index.js imports the folder lib. Name the file in it.',
  ],
  [
    'a package that somebody else has',
    { code: "import './lib/a.js';", files: { 'lib/a.js': "import 'ajv';" } },
    'FAILED',
    'Its code could not be started: lib/a.js imports the package ajv, which the plugin does not have. Run "npm install ajv" in the plugin\'s folder, or mend the import.',
  ],
  [
    'an import of a file outside of its folder',
    { code: "import '../outside.js';" },
    'FAILED',
    "Its code could not be started: It may not read …/outside.js. Put it into the plugin's folder, or ask for it in permissions.read.",
  ],
  [
    'code that reads outside of its folder',
    { code: "import { readFileSync } from 'node:fs'; readFileSync('/etc/passwd');" },
    'FAILED',
    "Its code could not be started: It may not read …/passwd. Put it into the plugin's folder, or ask for it in permissions.read.",
  ],
  [
    'code that writes into its folder',
    {
      code: "import { writeFileSync } from 'node:fs'; writeFileSync(new URL('cache', import.meta.url), '');",
    },
    'FAILED',
    'Its code could not be started: It may not write cache. Ask for that in permissions.write.',
  ],
  [
    'code that starts a process',
    { code: "import { spawnSync } from 'node:child_process'; spawnSync('true');" },
    'FAILED',
    'Its code could not be started: It may not start other processes; that is never granted. Do without.',
  ],
  [
    'code that starts a thread',
    { code: "import { Worker } from 'node:worker_threads'; new Worker('', { eval: true });" },
    'FAILED',
    'Its code could not be started: It may not start worker threads; they are never granted. Do without.',
  ],
  [
    'a native addon',
    {
      code: "import { createRequire } from 'node:module'; createRequire(import.meta.url)('./addon.node');",
      files: { 'addon.node': '' },
    },
    'FAILED',
    'Its code could not be started: It loads a native addon, which it may not. Ask for permissions.addons, or use a package without one.',
  ],
  [
    'CommonJS',
    { code: 'module.exports = { run: () => ({}) };' },
    'FAILED',
    'Its code could not be started: module is not defined, since the plugin is an ES module. Write "import" and "export default".',
  ],
  [
    'JSON imported as code',
    { code: "import './data.json';", files: { 'data.json': '{}' } },
    'FAILED',
    'Its code could not be started: Module "data.json" needs an import attribute of "type: json".',
  ],
  [
    'code that throws a symbol',
    { code: "throw Symbol('s');" },
    'FAILED',
    'Its code could not be started: something was thrown that has no message (a symbol).',
  ],
  [
    'code that throws what cannot be looked at',
    {
      code: 'throw new Proxy({}, { get() { throw 1; }, has() { throw 1; }, getPrototypeOf() { throw 1; } });',
    },
    'FAILED',
    'Its code could not be started: something was thrown that has no message (1).',
  ],
  [
    'an error that nobody waits for',
    { code: "setTimeout(() => { throw new Error('late'); }, 1); await new Promise(() => {});" },
    'FAILED',
    'Its code could not be started: an error was thrown that nothing caught: late.',
  ],
  [
    'code that kills its process',
    { code: 'process.abort();' },
    'FAILED',
    'Its code could not be started: its process was ended by signal SIGABRT.',
  ],
  [
    'an initialize that is no function',
    { code: 'export default { initialize: 7, run: () => ({}) };' },
    'FAILED',
    'Its code could not be started: The default export of the entry module has an `initialize` that is no function.',
  ],
];
