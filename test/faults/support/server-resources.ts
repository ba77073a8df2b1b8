import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What a process holds of the machine. */
export interface Resources {
  /** Open descriptors besides the TCP connections of its clients. */
  readonly descriptors: number;
  /** TCP connections that it opened itself, or that listen: not those of its clients. */
  readonly ownSockets: number;
  readonly residentMegabytes: number;
}

/** Looks at a process from outside. */
export function resourcesOf(pid: number, port: number): Resources {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => readLink(`/proc/${pid}/fd/${fd}`));
  const sockets = tcpSockets(pid);
  const tcp = links.flatMap((link) => sockets.get(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '') ?? []);
  const clients = tcp.filter(({ localPort, listens }) => localPort === port && !listens);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    descriptors: links.filter((link) => link !== '').length - clients.length,
    ownSockets: tcp.length - clients.length,
    residentMegabytes: Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024),
  };
}

/** The ids of the processes that a process has started and that have not ended. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => {
      const { state, parent } = statOf(child);
      return parent === pid && state !== 'Z';
    });
}

/** proc(5): after the name in brackets, which may hold anything, stand the state and the parent. */
function statOf(pid: number): { readonly state: string; readonly parent: number } {
  const stat = readText(`/proc/${pid}/stat`);
  const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent) };
}

const LISTEN = '0A';

/** The TCP sockets of a process's network, by their inodes. */
function tcpSockets(pid: number): Map<string, { readonly localPort: number; readonly listens: boolean }> {
  const lines = ['tcp', 'tcp6'].flatMap((name) => readText(`/proc/${pid}/net/${name}`).split('\n').slice(1));
  return new Map(
    lines
      .map((line) => line.trim().split(/\s+/))
      .map(([, local = '', , state, , , , , , inode = '']) => [
        inode,
        { localPort: parseInt(local.split(':')[1] ?? '', 16), listens: state === LISTEN },
      ]),
  );
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // closed meanwhile
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
}
