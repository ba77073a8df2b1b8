import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIGHT_PLUGINS } from './light-plugins.js';
import { holdToContract } from './contract/hold-to-contract.js';
import { readConfig, type SettingName } from '@gatehouse/config';
import { ApiDocument } from '../../apps/server/src/openapi/api-document.service.js';
import { createApp } from '../../apps/server/src/create-app.js';

/** A whole server in this process, on a port of its own. */
export interface RunningServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Its DATA_DIR. */
  readonly dataDir: string;
  /** The Nest application, for what HTTP does not show. */
  readonly app: Awaited<ReturnType<typeof createApp>>;
  /** Stops it and removes its DATA_DIR, if that was made for it. */
  close(): Promise<void>;
}

/**
 * Starts the real server on a free loopback port. Without DATA_DIR it has an empty one of its own, and of the
 * plugins that ship only barcode and metadata, unless PLUGIN_ONLY or PLUGIN_EXCEPT says otherwise.
 *
 * @param env settings as the environment would have them, e.g. `{ PLUGIN_PATHS: folder }`
 */
export async function startServer(
  env: Partial<Readonly<Record<SettingName, string>>> = {},
): Promise<RunningServer> {
  const ownDataDir = env.DATA_DIR === undefined ? await mkdtemp(join(tmpdir(), 'gatehouse-')) : null;
  const dataDir = env.DATA_DIR ?? ownDataDir ?? '';
  const chosen = env.PLUGIN_ONLY === undefined ? { ...LIGHT_PLUGINS, ...env } : env;
  const values = readConfig({ LOG_LEVEL: 'silent', ...chosen, PORT: '0', DATA_DIR: dataDir });
  const app = await createApp(values);
  await app.listen(values.PORT, values.HOST);
  const url = await app.getUrl();
  holdToContract(url, () => app.get(ApiDocument).current().document);
  return {
    url,
    dataDir,
    app,
    close: async () => {
      await app.close();
      if (ownDataDir !== null) await rm(ownDataDir, { recursive: true, force: true });
    },
  };
}
