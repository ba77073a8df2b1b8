import type { AuditProgress } from './run-audit.ts';

const LAST_LINES = 40;

/** Tells which command is at work and for how long; of one that failed also the last that it said. */
export function tellProgress(out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>): AuditProgress {
  let head = '';
  let clock: NodeJS.Timeout | undefined;
  return {
    began(command, position, of) {
      head = `[${position}/${of}] ${command} …`;
      out.write(head);
      const began = performance.now();
      const tick = (): void => {
        out.write(`\r${head} ${Math.round((performance.now() - began) / 1000)} s`);
      };
      if (out.isTTY) clock = setInterval(tick, 1000);
    },
    ended(_, { isOk, seconds, output }) {
      clearInterval(clock);
      const start = out.isTTY ? `\r${head}` : '';
      out.write(`${start} ${isOk ? 'ok' : 'FAILED'} after ${seconds.toFixed(1)} s\n`);
      if (!isOk) out.write(`${output.trimEnd().split('\n').slice(-LAST_LINES).join('\n')}\n\n`);
    },
  };
}
