import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const INTERVAL_MS = 20;
const HIGHEST = /^VmHWM:\s+(\d+) kB$/m;

/** Measures the most memory that a plugin's processes had resident, by proc(5). Where there is no /proc it measures nothing. */
export class MemoryMeter {
  private peak = 0;
  private readonly folder: string;

  /** @param folder the plugin's, by which its processes are known */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** Most megabytes of one process so far, Node's own included; null where they cannot be measured. */
  get peakMb(): number | null {
    return this.peak === 0 ? null : this.peak;
  }

  /**
   * Looks at the processes now and again.
   *
   * @returns what ends it, after a last look
   */
  watch(): () => void {
    const timer = setInterval(() => {
      this.look();
    }, INTERVAL_MS);
    return () => {
      clearInterval(timer);
      this.look();
    };
  }

  private look(): void {
    for (const pid of childProcesses()) {
      if (!read(`/proc/${pid}/cmdline`).split('\0').includes(`--allow-fs-read=${this.folder}`)) continue;
      this.peak = Math.max(this.peak, highestMb(read(`/proc/${pid}/status`)));
    }
  }
}

/** Megabytes that a Node process has resident which does nothing; null where they cannot be measured. */
export function idleNodeMb(): number | null {
  const tellItself = "process.stdout.write(require('node:fs').readFileSync('/proc/self/status'))";
  try {
    return highestMb(execFileSync(process.execPath, ['-e', tellItself], { encoding: 'utf8' }));
  } catch {
    return null;
  }
}

function highestMb(status: string): number {
  return Math.round(Number(HIGHEST.exec(status)?.[1] ?? 0) / 1024);
}

function childProcesses(): readonly string[] {
  return read(`/proc/self/task/${process.pid}/children`)
    .split(' ')
    .filter((pid) => pid !== '');
}

/** The text of a file of /proc; empty where the process is gone, or there is no /proc. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
