import { Logger, type FactoryProvider } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { SHIPPED_PLUGINS } from './loader/shipped-plugins.js';
import { PluginReloader } from './management/plugin-reloader.js';
import { openPlugins, type Plugins } from './open-plugins.js';
import { PluginRegistry } from './registry/plugin-registry.js';

const logger = new Logger('Plugins');

/** The levels of plugins in Nest's words. */
const LOG_METHODS = { debug: 'debug', info: 'log', warn: 'warn', error: 'error' } as const;

/** An illegal step is a defect of ours: tests stop at it, a server in use goes on and says so. */
function onIllegalStep(message: string): void {
  if (process.env['NODE_ENV'] === 'test') throw new Error(message);
  logger.error(message);
}

/** What the two below are made from: the plugins that ship and those of PLUGIN_PATHS. */
const PLUGINS = Symbol('the plugins of this server');

const pluginsProvider: FactoryProvider<Plugins> = {
  provide: PLUGINS,
  inject: [AppConfig],
  useFactory: ({ values }: AppConfig) =>
    openPlugins([SHIPPED_PLUGINS, ...values.PLUGIN_PATHS.map((path) => ({ path, shipped: false }))], values, {
      onIllegalStep,
      onProblem: (message) => {
        logger.warn(message);
      },
      onPluginLog: (plugin, level, message, jobId) => {
        const line = { plugin, job_id: jobId, text: message };
        logger[LOG_METHODS[level]](line, 'plugin says');
      },
    }),
};

const registryProvider: FactoryProvider<PluginRegistry> = {
  provide: PluginRegistry,
  inject: [PLUGINS],
  useFactory: ({ registry }: Plugins) => registry,
};

const reloaderProvider: FactoryProvider<PluginReloader> = {
  provide: PluginReloader,
  inject: [PLUGINS],
  useFactory: ({ reloader }: Plugins) => reloader,
};

/** The registry, and who reloads what is in it. */
export const pluginProviders = [pluginsProvider, registryProvider, reloaderProvider];
