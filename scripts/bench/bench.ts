import { BenchUsage, readArguments, type BenchRequest } from './command/read-arguments.ts';
import { readReport, writeReport } from './command/kept-report.ts';
import { runSections } from './command/run-sections.ts';
import { resultText } from './report/result-text.ts';

/*
 * What Gatehouse costs, beside what one would write instead: `npm run bench -- [section …] [--quick] [--out FOLDER]`.
 */

async function run(request: BenchRequest): Promise<void> {
  const failed = await runSections(request, {
    tell: (line) => process.stderr.write(`${line} …\n`),
    onResult: async (name, result) => {
      process.stdout.write(`\n${name}\n\n${resultText(result)}\n`);
      if (request.out === null) return;
      await writeReport(request.out, { ...readReport(request.out), [name]: result });
    },
  });
  if (failed.length > 0) {
    process.stderr.write(`Not measured: ${failed.join(', ')}.\n`);
    process.exitCode = 1;
  }
}

try {
  await run(readArguments(process.argv.slice(2)));
} catch (thrown) {
  if (!(thrown instanceof BenchUsage)) throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 2;
}
