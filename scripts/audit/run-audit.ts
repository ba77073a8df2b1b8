import type { AuditLine } from './audit-line.ts';
import type { CommandOutcome } from './run-command.ts';

/** Where an audit tells how far it is. */
export interface AuditProgress {
  /** A command begins; `position` counts from 1. */
  began(command: string, position: number, of: number): void;
  ended(command: string, outcome: CommandOutcome): void;
}

/** A line, and how it came out. */
export interface AuditedLine extends AuditLine {
  readonly isOk: boolean;
  /** Those of its commands that failed. */
  readonly failed: readonly string[];
}

/** Runs every command of these lines, each once and one after another, also after one that failed. */
export async function runAudit(
  lines: readonly AuditLine[],
  run: (command: string) => Promise<CommandOutcome>,
  progress: AuditProgress,
): Promise<readonly AuditedLine[]> {
  const commands = [...new Set(lines.flatMap((line) => line.commands))];
  const failed = new Set<string>();
  for (const [index, command] of commands.entries()) {
    progress.began(command, index + 1, commands.length);
    const outcome = await run(command);
    if (!outcome.isOk) failed.add(command);
    progress.ended(command, outcome);
  }
  return lines.map((line) => {
    const own = line.commands.filter((command) => failed.has(command));
    return { ...line, isOk: own.length === 0, failed: own };
  });
}
