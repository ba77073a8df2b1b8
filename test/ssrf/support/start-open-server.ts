import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppConfig, readConfig, type SettingName } from '@gatehouse/config';
import { EdgeAdapter } from '@gatehouse/http-edge';
import { fetchPolicy, ImageFetcher, type FetchPolicy } from '@gatehouse/images';
import { AppModule } from '../../../apps/server/src/app.module.js';
import { configureApp } from '../../../apps/server/src/configure-app.js';
import { serverLimits } from '../../../apps/server/src/server-limits.js';
import { ask } from '../../support/http.js';
import { pluginFolder } from '../../support/plugin-folder.js';
import { until } from '../../support/until.js';
import { STRANGER } from './hosts.js';

/** The real rules, but that one loopback address counts as public, and any port: so that every other rule can be met. */
export function openPolicy(env: Partial<Readonly<Record<SettingName, string>>> = {}): FetchPolicy {
  const real = fetchPolicy(AppConfig.of(readConfig({ IMAGE_URLS: 'on', ...env })));
  return {
    ...real,
    isPublicAddress: (address) => address === STRANGER || real.isPublicAddress(address),
    isPublicPort: () => true,
  };
}

/** Settings of a server with one plugin, `file`, which answers `{ ok: true }` to any image. */
export function withOnePlugin(
  env: Partial<Readonly<Record<SettingName, string>>> = {},
): Partial<Readonly<Record<SettingName, string>>> {
  return {
    IMAGE_URLS: 'on',
    PLUGIN_PATHS: pluginFolder({ file: {} }),
    PLUGIN_ONLY: 'file',
    PLUGIN_REQUIRED: 'file',
    DECODER_PROCESSES: '1',
    LOG_LEVEL: 'silent',
    ...env,
  };
}

/** Waits until a server is ready for images. */
export function ready(url: string): Promise<void> {
  return until(async () => (await ask(`${url}/v1/health/ready`)).status === 200);
}

/** Starts the whole server under {@link openPolicy}. */
export async function startOpenServer(
  env: Partial<Readonly<Record<SettingName, string>>> = {},
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-'));
  const values = readConfig({ ...withOnePlugin(env), PORT: '0', DATA_DIR: dataDir });
  const module = await Test.createTestingModule({ imports: [AppModule.forRoot(values)] })
    .overrideProvider(ImageFetcher)
    .useValue(new ImageFetcher(openPolicy(env)))
    .compile();
  const adapter = new EdgeAdapter(serverLimits(values));
  const app = module.createNestApplication<NestExpressApplication>(adapter, {
    bodyParser: false,
    logger: false,
  });
  await configureApp(app);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  await ready(url);
  return {
    url,
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
