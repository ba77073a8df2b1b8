import { parseArgs } from 'node:util';
import type { AuditLine } from './audit/audit-line.ts';
import { auditTable, listTable } from './audit/audit-table.ts';
import { runAudit } from './audit/run-audit.ts';
import { runCommand } from './audit/run-command.ts';
import { selectLines } from './audit/select-lines.ts';
import { tellProgress } from './audit/tell-progress.ts';
import { ROOT } from './scanner/repository.ts';

const USAGE = 'Usage: npm run audit [-- --only A1,E,… | --list]';
const NOT_ASKED = 2;

/** Null where the arguments cannot be understood. */
function readArguments(): { readonly lines: readonly AuditLine[]; readonly isList: boolean } | null {
  try {
    const options = { only: { type: 'string' }, list: { type: 'boolean', default: false } } as const;
    const { only, list } = parseArgs({ options }).values;
    return { lines: selectLines(only), isList: list };
  } catch (problem) {
    process.stderr.write(`${Error.isError(problem) ? problem.message : String(problem)}\n${USAGE}\n`);
    process.exitCode = NOT_ASKED;
    return null;
  }
}

async function audit(lines: readonly AuditLine[]): Promise<void> {
  const run = (command: string): ReturnType<typeof runCommand> => runCommand(command, ROOT);
  const found = await runAudit(lines, run, tellProgress(process.stdout));
  const failed = found.filter(({ isOk }) => !isOk);
  const sum =
    failed.length === 0 ? `All ${found.length} hold.` : `${failed.length} of ${found.length} failed.`;
  process.stdout.write(`\n${auditTable(found)}\n\n${sum}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

const asked = readArguments();
if (asked?.isList === true) process.stdout.write(`${listTable(asked.lines)}\n`);
else if (asked !== null) await audit(asked.lines);
