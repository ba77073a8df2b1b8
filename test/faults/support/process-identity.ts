import { readFileSync, readlinkSync } from 'node:fs';

/** As whom and how tightly held a process runs. */
export interface ProcessIdentity {
  readonly uid: number;
  /** The effective ones. */
  readonly capabilities: bigint;
  readonly noNewPrivileges: boolean;
  readonly session: number;
  readonly limits: string;
}

/** Looks at a process from outside. */
export function identityOf(pid: number): ProcessIdentity {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): string => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return {
    uid: Number(field('Uid')),
    capabilities: BigInt(`0x${field('CapEff')}`),
    noNewPrivileges: field('NoNewPrivs') === '1',
    // proc(5): state, parent, group, session follow the name in brackets
    session: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]),
    limits: readFileSync(`/proc/${pid}/limits`, 'utf8'),
  };
}

/** The network namespace of a process; empty where it has ended. */
export function networkOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return ''; // ended meanwhile
  }
}
