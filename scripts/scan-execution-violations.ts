import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Reporter } from './scanner/reporters/reporter.ts';
import { reporters } from './scanner/reporters/reporters.ts';
import { repositoryPolicy, ROOT } from './scanner/repository.ts';
import { scanAgain } from './scanner/scan-again.ts';
import { exitCode } from './scanner/scan.ts';

const USAGE = `Usage: npm run scan -- [--format ${Object.keys(reporters).join('|')}] [--fresh]\n`;
/** Where it is kept which files were clean; `--fresh` looks away from it. */
const MEMORY = 'node_modules/.cache/gatehouse/clean-scan.json';

interface Asked {
  readonly report: Reporter;
  readonly fresh: boolean;
}

/** What was asked for; null where the arguments cannot be understood. */
function readArguments(): Asked | null {
  try {
    const { format, fresh } = parseArgs({
      options: { format: { type: 'string', default: 'text' }, fresh: { type: 'boolean', default: false } },
    }).values;
    const report = Object.hasOwn(reporters, format) ? reporters[format] : undefined;
    return report === undefined ? null : { report, fresh };
  } catch {
    return null;
  }
}

async function scan({ report, fresh }: Asked): Promise<void> {
  const policy = await repositoryPolicy();
  const memory = fresh ? null : join(ROOT, MEMORY);
  const result = await scanAgain({ root: ROOT, policy, memory });
  process.stdout.write(report(result));
  process.exitCode = exitCode(result);
}

const asked = readArguments();
if (asked === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  try {
    await scan(asked);
  } catch (problem) {
    process.stderr.write(`The repository could not be judged: ${String(problem)}\n`);
    process.exitCode = 2;
  }
}
