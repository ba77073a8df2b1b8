import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, type SettingName, type SettingValues } from '@gatehouse/config';
import { LIFECYCLE_STATE, type PluginHealth } from '@gatehouse/contracts';
import { AnalysisExecutionService, ExecutionModule } from '@gatehouse/execution';
import { PluginManagementService } from '@gatehouse/plugins';
import { findPlugin } from './find-plugin.js';
import { makeKitHome } from './kit-home.js';
import { OpenedPlugin } from './opened-plugin.js';
import { listenToPlugin, PLUGIN_LOGGER, type PluginLogLine } from './plugin-log.js';
import { PluginNotReady } from './plugin-not-ready.js';

/** How a plugin is opened. */
export interface OpenOptions {
  /** Settings as the server's environment would have them, e.g. `{ PLUGIN_MAX_TIMEOUT_MS: '1000' }`. */
  readonly env?: Partial<Readonly<Record<SettingName, string>>>;
}

/**
 * Opens a plugin as a server would have it: the real modules, a job store of its own in a temporary folder, and the
 * plugin in its hardened processes. Nothing of the gate is left out but HTTP. What the manifest asks for is granted;
 * a server's operator has to do that by PLUGIN_GRANTS.
 *
 * @param folder the folder that holds plugin.json, e.g. `new URL('..', import.meta.url)`; a TypeScript plugin must be built
 * @throws PluginNotReady with the reason that the server would list
 */
export async function openPlugin(
  folder: string | URL,
  { env = {} }: OpenOptions = {},
): Promise<OpenedPlugin> {
  const found = findPlugin(folder);
  const home = makeKitHome(found, env);
  const logs: PluginLogLine[] = [];
  const endListening = listenToPlugin(found.name, (line) => logs.push(line));
  const app = await startApplication(home.settings);
  const close = async (): Promise<void> => {
    await app.close();
    endListening();
    home.remove();
  };
  try {
    const plugins = app.get(PluginManagementService);
    requireReady(await started(plugins, found.name));
    const manifest = plugins.manifest(found.name);
    return new OpenedPlugin({
      ...found,
      manifest,
      logs,
      executions: app.get(AnalysisExecutionService),
      close,
    });
  } catch (problem) {
    await close();
    throw problem;
  }
}

function startApplication(settings: SettingValues): ReturnType<typeof NestFactory.createApplicationContext> {
  const root = { module: ExecutionModule, imports: [ConfigModule.forRoot(settings)] };
  return NestFactory.createApplicationContext(root, { logger: PLUGIN_LOGGER, abortOnError: false });
}

/** Its health once it has started, or failed to. The server bounds how long that takes. */
async function started(plugins: PluginManagementService, name: string): Promise<PluginHealth> {
  for (;;) {
    const health = plugins.health(name);
    if (health.state !== LIFECYCLE_STATE.LOADED) return health;
    await sleep(10);
  }
}

function requireReady(health: PluginHealth): void {
  if (health.state !== LIFECYCLE_STATE.INITIALIZED) throw new PluginNotReady(health);
}
