import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from '../../architecture/workspaces.js';

/** A block of a page: something to run, and what the page shows as its answer, if it does. */
export interface PageBlock {
  readonly language: 'sh' | 'ts';
  readonly code: string;
  /** The fenced block right behind it. */
  readonly shown?: { readonly language: 'json' | 'text'; readonly text: string };
}

const BLOCK = /^```(sh|ts)\n(.*?)^```\n(?:\n```(json|text)\n(.*?)^```\n)?/gms;

/** What a page has to run, in its order. */
export function runnableBlocks(page: string): PageBlock[] {
  return [...page.matchAll(BLOCK)].map(([, language, code = '', shownAs, shown = '']) => ({
    language: language === 'ts' ? 'ts' : 'sh',
    code,
    ...(shownAs === undefined
      ? {}
      : { shown: { language: shownAs === 'json' ? 'json' : 'text', text: shown } }),
  }));
}

/**
 * Runs all blocks in one shell, in the root of the repository, so that what one sets the next ones have.
 *
 * @param env what the shell has besides PATH
 * @returns what each block printed
 * @throws Error where a command failed, or wrote to standard error
 */
export async function runBlocks(
  blocks: readonly PageBlock[],
  env: Readonly<Record<string, string>>,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-page-'));
  try {
    mkdirSync(join(folder, 'node_modules/@gatehouse'), { recursive: true });
    symlinkSync(join(ROOT, 'libs/client'), join(folder, 'node_modules/@gatehouse/client'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const script = blocks.map((block, index) => commandsOf(block, join(folder, `example-${index}.ts`)));
    const shell = spawn('bash', ['--norc', '-eu', '-o', 'pipefail', '-c', script.join("\nprintf '\\0'\n")], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
    });
    const [printed, complaints] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
    const said = printed.split('\0');
    if (complaints !== '' || said.length !== blocks.length)
      throw new Error(`block ${said.length} of ${blocks.length}: ${complaints}\n${said.at(-1) ?? ''}`);
    return said;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commandsOf({ language, code }: PageBlock, file: string): string {
  // what `npm run` builds is built: a test that builds would change what others run
  if (language === 'sh') return code.replaceAll(/npm run --silent (\w+) --/g, 'node scripts/$1.ts');
  writeFileSync(file, code);
  return `node --experimental-strip-types --no-warnings ${file}`;
}
