import { parseArgs } from 'node:util';
import { readProject } from './scanner/project/read-project.ts';
import type { Reporter } from './scanner/reporters/reporter.ts';
import { reporters } from './scanner/reporters/reporters.ts';
import { repositoryPolicy, ROOT } from './scanner/repository.ts';
import { exitCode, judge } from './scanner/scan.ts';

const USAGE = `Usage: npm run scan -- [--format ${Object.keys(reporters).join('|')}]\n`;

/** The reporter that was asked for; null where the arguments cannot be understood. */
function readArguments(): Reporter | null {
  try {
    const { values } = parseArgs({ options: { format: { type: 'string', default: 'text' } } });
    return Object.hasOwn(reporters, values.format) ? (reporters[values.format] ?? null) : null;
  } catch {
    return null;
  }
}

async function scan(report: Reporter): Promise<void> {
  const policy = await repositoryPolicy();
  const result = judge(
    readProject({ root: ROOT, roots: policy.roots, exempt: policy.exempt }, policy),
    policy,
  );
  process.stdout.write(report(result));
  process.exitCode = exitCode(result);
}

const reporter = readArguments();
if (reporter === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  try {
    await scan(reporter);
  } catch (problem) {
    process.stderr.write(`The repository could not be judged: ${String(problem)}\n`);
    process.exitCode = 2;
  }
}
