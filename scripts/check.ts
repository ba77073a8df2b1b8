import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runSteps } from './check/run-steps.ts';
import { stagedFiles } from './check/staged-files.ts';
import { quickSteps, STEPS } from './check/steps.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({ options: { staged: { type: 'boolean', default: false } } });
const failed = runSteps(values.staged ? quickSteps(stagedFiles(ROOT)) : STEPS, ROOT);

process.stdout.write(failed.length === 0 ? '\nAll is well.\n' : `\nFailed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
