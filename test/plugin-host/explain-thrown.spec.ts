import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { explainThrown, isUnplacedSyntaxError } from '../../libs/plugins/src/host/explain-thrown.js';
import { pluginFolder } from '../support/plugin-folder.js';

/** Told by a process of its own, whatever it imported. */
interface Told {
  readonly message: string;
  readonly stack: string;
  readonly isSyntaxError: boolean;
  readonly code?: string;
  readonly permission?: string;
  readonly resource?: string;
}

const TELL = `
  const { message, stack, code, permission, resource } = await import('./index.js').then(
    () => ({ message: 'it was imported' }), (thrown) => Object.assign(thrown, { stack: thrown.stack }));
  const error = { message, stack, code, permission, resource };
  console.log(JSON.stringify({ ...error, isSyntaxError: String(stack).startsWith('SyntaxError') }));
`;

let folder: string;

/** What Node itself throws at code that is imported under the permission model. */
function thrownBy(code: string, files: Readonly<Record<string, string>> = {}): Error {
  const parent = pluginFolder({ broken: { code, files: { ...files, 'tell.js': TELL } } });
  folder = join(realpathSync(parent), 'broken');
  const flags = ['--permission', `--allow-fs-read=${folder}`, '--no-warnings'];
  const text = execFileSync(process.execPath, [...flags, join(folder, 'tell.js')], { encoding: 'utf8' });
  const { isSyntaxError, ...told } = JSON.parse(text) as Told; // the script above wrote it
  return Object.assign(isSyntaxError ? new SyntaxError() : new Error(), told);
}

const explained = (code: string, files?: Readonly<Record<string, string>>): unknown => {
  const thrown = thrownBy(code, files);
  const explanation = explainThrown(thrown, folder);
  return explanation instanceof Error ? explanation.message : explanation;
};

describe('what Node throws at a plugin', () => {
  it.each([
    [
      "import './lib/none.js'",
      'index.js imports lib/none.js, which is not there. Mend the path, its ending included, or add the file',
    ],
    ["import './lib'", 'index.js imports the folder lib. Name the file in it'],
    [
      "import 'no-such-package'",
      'index.js imports the package no-such-package, which the plugin does not have. ' +
        'Run "npm install no-such-package" in the plugin\'s folder, or mend the import',
    ],
    [
      "import { readFileSync } from 'node:fs'; readFileSync('/etc/hostname')",
      "It may not read /etc/hostname. Put it into the plugin's folder, or ask for it in permissions.read",
    ],
    [
      "import { writeFileSync } from 'node:fs'; writeFileSync(import.meta.dirname + '/model.bin', '')",
      'It may not write model.bin. Ask for that in permissions.write',
    ],
    [
      "import { spawnSync } from 'node:child_process'; spawnSync('true')",
      'It may not start other processes; that is never granted. Do without',
    ],
    [
      "import { Worker } from 'node:worker_threads'; new Worker('0', { eval: true })",
      'It may not start worker threads; they are never granted. Do without',
    ],
    [
      "process.dlopen({ exports: {} }, import.meta.dirname + '/addon.node')",
      'It loads a native addon, which it may not. Ask for permissions.addons, or use a package without one',
    ],
    [
      'module.exports = {}',
      'module is not defined, since the plugin is an ES module. Write "import" and "export default"',
    ],
  ])('%s: is told so that it can be mended', (code, explanation) => {
    expect(explained(code, { 'lib/a.js': '' })).toBe(explanation);
  });

  it('keeps its place, and what it was', () => {
    const thrown = thrownBy('export {};\n\nrequire("./a");');
    const explanation = explainThrown(thrown, folder) as Error; // it is one of CommonJS
    expect(explanation.message).toMatch(/^require is not defined, since/);
    expect([explanation.stack, explanation.cause]).toEqual([thrown.stack, thrown]);
    expect(explanation.stack).toContain('index.js:3:1');
  });

  it('is a syntax error without a place, or with one', () => {
    expect(isUnplacedSyntaxError(thrownBy('export default {'))).toBe(true);
    expect(isUnplacedSyntaxError(thrownBy('JSON.parse("{")'))).toBe(false);
    expect(isUnplacedSyntaxError(thrownBy('throw new Error("at compileSourceTextModule (")'))).toBe(false);
  });
});

describe('anything else that was thrown', () => {
  const hostile = new Proxy(new Error('hidden'), {
    get: () => {
      throw new Error('no looking');
    },
    getPrototypeOf: () => {
      throw new Error('no looking');
    },
  });

  it.each([
    ['an error of its own', new Error('no model')],
    ['a text', 'text'],
    ['nothing', undefined],
    ['what cannot be looked at', hostile],
    ['a code in other words', Object.assign(new Error('new words'), { code: 'ERR_MODULE_NOT_FOUND' })],
  ])('stays what it is: %s', (_what, thrown) => {
    expect(explainThrown(thrown, '/plugins/mine') === thrown).toBe(true);
    expect(isUnplacedSyntaxError(thrown)).toBe(false);
  });

  it('is a right that is never granted, by its name', () => {
    const thrown = Object.assign(new Error('Access to this API has been restricted'), {
      code: 'ERR_ACCESS_DENIED',
      permission: 'Inspector',
    });
    expect(explainThrown(thrown, '/plugins/mine')).toMatchObject({
      message: 'It may not use Inspector; that is never granted. Do without',
    });
  });
});
