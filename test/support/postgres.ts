import { Client } from 'pg';
import { PostgresProcess } from '../../scripts/support/postgres-process.js';

/*
 * A real PostgreSQL for tests. It never flushes: what these tests end is processes, not machines.
 */

const FLAGS = ['fsync=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0'];
/** The signals that its first process takes for it. */
const STOPS = { 'in order': 'SIGINT', 'at once': 'SIGQUIT', killed: 'SIGKILL' } as const;

/** A PostgreSQL server of this test file alone, stopped and removed when its tests are done. */
export interface TestPostgres {
  readonly port: number;
  /** A new, empty database: a DATABASE_URL. */
  createDatabase(): Promise<string>;
  /** A connection of the test's own, as an operator's SQL shell would have it. */
  connect(url: string): Promise<Client>;
  /** Stops the server: in order, as if it had crashed, or by SIGKILL; resolves when all its processes are gone. */
  stop(how?: keyof typeof STOPS): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Stops every process of it where it stands (`SIGSTOP`), or lets them go on. */
  freeze(isFrozen: boolean): void;
}

const clients: Client[] = [];
const servers: PostgresProcess[] = [];

afterAll(async () => {
  for (const client of clients.splice(0)) await client.end();
  for (const server of servers.splice(0)) await server.close();
});

/** Starts a server on a free loopback port. To be called once in a test file. */
export async function startPostgres(): Promise<TestPostgres> {
  const server = await PostgresProcess.open(FLAGS);
  servers.push(server);
  return {
    port: server.port,
    createDatabase: () => server.createDatabase(),
    connect,
    stop: (how = 'in order') => server.stop(STOPS[how]),
    start: () => server.start(),
    freeze: (isFrozen) => {
      server.freeze(isFrozen);
    },
  };
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // tests stop the server under it
  clients.push(client);
  await client.connect();
  return client;
}
