import { readFileSync, writeFileSync } from 'node:fs';
import { processesOf } from '../../../sandbox/support/processes-of.js';

/** What an image cost the decoders at most. */
export interface DecodingCost {
  readonly what: string;
  /** How many decoders were looked at: those that were there before. */
  readonly decoders: number;
  /** Processor time of all decoders together; of one that was ended, up to the last look at it. */
  readonly cpuMs: number;
  /** The highest that the resident memory of one decoder rose. */
  readonly megabytes: number;
}

const LOOK_EVERY_MS = 20;
const MS_A_TICK = 10;
const REPORTED = 12;

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}

function statusMegabytes(pid: number, name: 'VmHWM' | 'VmRSS'): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(read(`/proc/${pid}/status`))?.[1];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

/** The highest resident memory of a process, in megabytes, since it was started or {@link forgetPeak} was called. */
export const peakMegabytes = (pid: number): number => statusMegabytes(pid, 'VmHWM');

/** proc(5): 5 resets the peak. */
const forgetPeak = (pid: number): void => {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
};

/** proc(5): the 14th and 15th field, counted here from the third. */
function cpuMsOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_A_TICK;
}

/** Looks at the decoders of a server while images are sent to it. */
export class DecoderWatch {
  private readonly costs: DecodingCost[] = [];

  constructor(private readonly server: number) {}

  /** The ids of the decoders that live. */
  processes(): number[] {
    return processesOf('decoder-process.js').filter((pid) =>
      read(`/proc/${pid}/status`).includes(`PPid:\t${this.server}\n`),
    );
  }

  /** @returns what came of the work, and what it cost */
  async during<Result>(
    what: string,
    work: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly cost: DecodingCost }> {
    const pids = this.processes();
    pids.forEach(forgetPeak);
    const before = pids.map((pid) => ({
      pid,
      cpuMs: cpuMsOf(pid),
      megabytes: statusMegabytes(pid, 'VmRSS'),
    }));
    let megabytes = 0;
    const spent = new Map<number, number>();
    const look = (): void => {
      const rises = before.map((was) => peakMegabytes(was.pid) - was.megabytes);
      megabytes = Math.max(megabytes, ...rises);
      for (const was of before) {
        spent.set(was.pid, Math.max(spent.get(was.pid) ?? 0, cpuMsOf(was.pid) - was.cpuMs));
      }
    };
    const looking = setInterval(look, LOOK_EVERY_MS);
    try {
      const result = await work();
      look();
      const cost = {
        what,
        decoders: pids.length,
        cpuMs: [...spent.values()].reduce((sum, cpuMs) => sum + cpuMs, 0),
        megabytes,
      };
      this.costs.push(cost);
      return { result, cost };
    } finally {
      clearInterval(looking);
    }
  }

  /** Every image, those first that took the most processor time. */
  dearest(): readonly DecodingCost[] {
    return [...this.costs].sort((a, b) => b.cpuMs - a.cpuMs);
  }

  /** The dearest images in words; each was decoded twice. */
  report(): string {
    const lines = this.dearest()
      .slice(0, REPORTED)
      .map(({ what, cpuMs, megabytes }) => `  ${what}: ${cpuMs} ms, ${megabytes} MB\n`);
    return `processor time for both plugins, of the dearest of ${this.costs.length} images:\n${lines.join('')}`;
  }
}
