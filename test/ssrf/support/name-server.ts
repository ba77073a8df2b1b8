import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import dns from 'node:dns';
import { isIP } from 'node:net';

/** What is said to one question for a name: its addresses of both kinds, or another name, or nothing at all. */
export type Said = readonly string[] | { readonly alias: string } | 'silence';

/** A real name server on loopback, which this process asks instead of the machine's. */
export interface NameServer {
  /** Every name that was asked for, once for each question. */
  readonly asked: string[];
  close(): void;
}

const TYPE_A = 1;
const TYPE_CNAME = 5;
const TYPE_AAAA = 28;
const ANSWER = 0x8580; // an authoritative answer, as resolvers give it
const NO_SUCH_NAME = 3;

/**
 * Starts a name server and makes this process ask it.
 *
 * @param zone to each name what is said of it; of a list of these one after the other, and the last from then on
 */
export async function startNameServer(
  zone: Readonly<Record<string, Said | { readonly inTurn: readonly Said[] }>>,
): Promise<NameServer> {
  const asked: string[] = [];
  const turns = new Map<string, number>();
  const socket = createSocket('udp4');
  const saidOf = (name: string, type: number): Said | undefined => {
    const entry = Object.hasOwn(zone, name) ? zone[name] : undefined;
    if (typeof entry !== 'object' || !('inTurn' in entry)) return entry;
    const turn = turns.get(`${name} ${type}`) ?? 0;
    turns.set(`${name} ${type}`, turn + 1);
    return entry.inTurn[Math.min(turn, entry.inTurn.length - 1)];
  };
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = questionOf(query);
    asked.push(name);
    const said = saidOf(name, type);
    if (said === 'silence') return;
    const records = said === undefined ? [] : recordsOf(said, type, (alias) => saidOf(alias, type));
    socket.send(answerTo(query.subarray(0, end), records, said === undefined), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const before = dns.getServers();
  dns.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    asked,
    close: () => {
      dns.setServers(before);
      socket.close();
    },
  };
}

interface Question {
  readonly name: string;
  readonly type: number;
  readonly end: number;
}

function questionOf(query: Buffer): Question {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

interface DnsRecord {
  /** Null where it is the name that was asked for. */
  readonly owner: string | null;
  readonly type: number;
  readonly data: Buffer;
}

function recordsOf(
  said: Exclude<Said, 'silence'>,
  type: number,
  saidOf: (name: string) => Said | undefined,
  owner: string | null = null,
): readonly DnsRecord[] {
  if (!('alias' in said)) {
    const family = type === TYPE_A ? 4 : type === TYPE_AAAA ? 6 : 0;
    const fitting = said.filter((address) => isIP(address) === family);
    return fitting.map((address) => ({ owner, type, data: addressBytes(address) }));
  }
  const further = saidOf(said.alias);
  const link = { owner, type: TYPE_CNAME, data: nameBytes(said.alias) };
  if (further === undefined || further === 'silence') return [link];
  return [link, ...recordsOf(further, type, saidOf, said.alias)];
}

function answerTo(question: Buffer, records: readonly DnsRecord[], isUnknown: boolean): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(ANSWER | (isUnknown ? NO_SUCH_NAME : 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, ...records.map(recordBytes)]);
}

function recordBytes({ owner, type, data }: DnsRecord): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt16BE(data.length, 8); // after a time to live of zero
  return Buffer.concat([owner === null ? Buffer.of(0xc0, 12) : nameBytes(owner), fixed, data]);
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.of(0)]);
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(8 - front.length - back.length).fill('0');
  const words = [...front, ...(tail === undefined ? [] : zeros), ...back];
  return Buffer.from(words.map((word) => word.padStart(4, '0')).join(''), 'hex');
}
