import { readAnalyzeCommand, type AnalyzeCommand, USAGE } from './analyze/analyze-command.ts';
import { runAnalyze } from './analyze/run-analyze.ts';

const NOT_ASKED = 2;
const INTERRUPTED = 130;

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort(new Error('interrupted'));
});

/** Null where there is nothing more to do. */
function readCommand(): AnalyzeCommand | null {
  try {
    const command = readAnalyzeCommand(process.argv.slice(2), process.env);
    if (command === null) process.stdout.write(USAGE);
    return command;
  } catch (thrown) {
    process.stderr.write(`${explain(thrown)}\n\n${USAGE}`);
    process.exitCode = NOT_ASKED;
    return null;
  }
}

function explain(thrown: unknown): string {
  return Error.isError(thrown) ? thrown.message : String(thrown);
}

const command = readCommand();
try {
  if (command !== null) process.exitCode = (await runAnalyze(command, interruption.signal)) === 0 ? 0 : 1;
} catch (thrown) {
  process.stderr.write(`${explain(thrown)}\n`);
  process.exitCode = interruption.signal.aborted ? INTERRUPTED : NOT_ASKED;
}
