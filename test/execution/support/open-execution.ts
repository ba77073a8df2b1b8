import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig, type SettingName } from '@gatehouse/config';
import { LIFECYCLE_STATE } from '@gatehouse/contracts';
import { ExecutionModule } from '@gatehouse/execution';
import { PluginRegistry } from '@gatehouse/plugins';
import { pluginFolder, type PluginSource } from '../../support/plugin-folder.js';

// Warnings of what tests bring about on purpose would bury those that matter.
Logger.overrideLogger(false);

const closers: (() => Promise<void> | void)[] = [];

afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The governed path without HTTP: the real module, with plugins of a test and an empty store of its own. */
export interface Execution {
  readonly app: INestApplicationContext;
  readonly registry: PluginRegistry;
  readonly dataDir: string;
}

/**
 * Opens the execution module and waits until none of the test's plugins is still being started.
 * All is closed when the file's tests are done.
 *
 * @param env settings as the environment would have them
 */
export async function openExecution(
  plugins: Readonly<Record<string, PluginSource>>,
  env: Partial<Readonly<Record<SettingName, string>>> = {},
): Promise<Execution> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-execution-'));
  closers.push(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  const values = readConfig({ DATA_DIR: dataDir, PLUGIN_PATHS: pluginFolder(plugins), ...env });
  const root = { module: ExecutionModule, imports: [ConfigModule.forRoot(values)] };
  const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  closers.push(() => app.close());
  const registry = app.get(PluginRegistry);
  await started(registry, Object.keys(plugins));
  return { app, registry, dataDir };
}

/** Resolves when none of these plugins is LOADED any more: each started, or did not. */
async function started(registry: PluginRegistry, names: readonly string[]): Promise<void> {
  while (names.some((name) => registry.health(name)?.state === LIFECYCLE_STATE.LOADED)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
