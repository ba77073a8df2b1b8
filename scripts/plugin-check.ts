import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckResult } from './plugin-check/check.ts';
import { CHECK_COUNT, checkPlugin } from './plugin-check/check-plugin.ts';
import { isSound, printReport } from './plugin-check/print-report.ts';
import { pluginPath } from './support/plugin-path.ts';

const USAGE = 'Usage: npm run plugin:check -- NAME | PATH [--json]\n';

/** What was asked for; null where it cannot be understood. */
function readArguments(): { readonly folder: string; readonly json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [typed, ...others] = positionals;
    if (typed === undefined || others.length > 0) return null;
    return { folder: pluginPath(typed), json: values.json === true };
  } catch {
    return null;
  }
}

async function check(folder: string, json: boolean): Promise<void> {
  const progress = json ? process.stderr : process.stdout;
  const name = basename(folder);
  const results: CheckResult[] = [];
  progress.write(`Checking ${name} through the real gate\n`);
  for await (const result of checkPlugin(folder)) {
    results.push(result);
    progress.write(`[${results.length}/${CHECK_COUNT}] ${result.title}: ${result.verdict}\n`);
  }
  const passed = isSound(results);
  process.stdout.write(
    json
      ? `${JSON.stringify({ plugin: name, passed, checks: results })}\n`
      : `\n${printReport(name, results)}`,
  );
  process.exitCode = passed ? 0 : 1;
}

const asked = readArguments();
if (asked === null) {
  process.stderr.write(USAGE);
  process.exitCode = 1;
} else {
  await check(asked.folder, asked.json);
}
