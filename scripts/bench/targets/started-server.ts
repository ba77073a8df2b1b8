import type { SettingName } from '@gatehouse/config';
import { spawnServer } from '../../support/server-process.ts';
import type { Closable } from './with-open.ts';

/** The built server, in a process of its own. */
export interface StartedServer extends Closable {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly pid: number;
}

/** Starts the built server, which logs no more than warnings, and waits until it listens. */
export async function startServer(
  settings: Readonly<Partial<Record<SettingName, string>>>,
): Promise<StartedServer> {
  const server = await spawnServer({ LOG_LEVEL: 'warn', ...settings });
  const close = async (): Promise<void> => {
    server.process.kill('SIGTERM');
    await server.ended();
    await server.dispose();
  };
  try {
    return { url: await server.ready(), pid: server.process.pid ?? 0, close };
  } catch (thrown) {
    await server.dispose();
    throw thrown;
  }
}
