import { readFileSync, writeFileSync } from 'node:fs';
import { findBrowser, openPage } from '../docs-page/browser.ts';
import { spawnServer } from '../support/server-process.ts';

/** What try-everything.js gives back. */
interface Outcome {
  /** Operations that a search for "reload" left. */
  readonly found: readonly string[];
  /** Each request that was sent, and the status of its answer. */
  readonly sent: readonly (readonly [what: string, status: string])[];
}

/** What may be refused: the job that is filled in is over, or was erased just before. */
const OF_ONE_JOB = /^(DELETE|POST) .*\/jobs\/\{id\}/;

const TRY = readFileSync(new URL('../docs-page/try-everything.js', import.meta.url), 'utf8');

/** Looks at /docs in a browser of this machine and says what is wrong. With a path as argument it puts a picture there. */
async function check(browser: string, picture: string | undefined): Promise<string[]> {
  const server = await spawnServer();
  const page = await openPage(browser);
  try {
    const origin = await server.ready();
    await page.goTo(`${origin}/docs`);
    const { found, sent } = (await page.evaluate(TRY)) as Outcome; // as try-everything.js says
    for (const [what, status] of sent) process.stdout.write(`${status} ${what}\n`);
    if (picture !== undefined) writeFileSync(picture, await page.screenshot());
    const outside = page.requests.filter(
      (url) => !/^(data|blob|about):/.test(url) && !url.startsWith(`${origin}/`),
    );
    return [
      ...sent
        .filter(([what, status]) => status !== '200' && !(status === '400' && OF_ONE_JOB.test(what)))
        .map(([what, status]) => `${what} was answered ${status}`),
      ...outside.map((url) => `the page asked for ${url}`),
      ...page.complaints.map((complaint) => `the page complained: ${complaint}`),
      ...(found.length > 0 && found.every((name) => name.includes('reload'))
        ? []
        : ['the search finds other things']),
    ];
  } finally {
    await page.close();
    await server.dispose();
  }
}

const browser = findBrowser();
if (browser === null) {
  process.stderr.write('There is no Chromium on this machine. Install one, or name it in CHROME.\n');
  process.exit(2);
}
const problems = await check(browser, process.argv[2]);
process.stdout.write(problems.length === 0 ? '/docs works, by itself.\n' : `${problems.join('\n')}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
