import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { hostMeasures, missingMeasures } from '@gatehouse/sandbox';
import { PluginReloader } from './management/plugin-reloader.js';
import { PluginRegistry } from './registry/plugin-registry.js';

/** How often it is looked whether a plugin that could not run is due to be tried again. */
const RETRY_INTERVAL_MS = 5000;

/** Starts every plugin in the background when the server starts, tries again what cannot run, ends all when it stops. */
@Injectable()
export class PluginStarter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PluginStarter.name);
  readonly #registry: PluginRegistry;
  readonly #reloader: PluginReloader;
  private retries: NodeJS.Timeout | undefined;

  constructor(
    registry: PluginRegistry,
    reloader: PluginReloader,
    private readonly config: AppConfig,
  ) {
    this.#registry = registry;
    this.#reloader = reloader;
  }

  onApplicationBootstrap(): void {
    void this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.retries);
    await Promise.all([this.#reloader.close(), this.#registry.closeAll()]);
  }

  private async start(): Promise<void> {
    for (const sentence of missingMeasures(await hostMeasures())) this.logger.warn(sentence);
    this.nameUnknown();
    await this.#registry.startAll((plugin, problem) => {
      this.logger.warn({ plugin, traceback: problem.stack }, 'plugin did not start');
    });
    for (const { name: plugin, state, reason } of this.#registry.list()) {
      if (reason === null) this.logger.log({ plugin, state }, 'plugin is ready');
      else this.logger.warn({ plugin, state, reason }, 'plugin cannot run');
    }
    this.retries = setInterval(() => void this.retry(), RETRY_INTERVAL_MS).unref();
  }

  /** A required plugin that is not there would keep the server from ever being ready; a misspelt one is not loaded. */
  private nameUnknown(): void {
    const { PLUGIN_REQUIRED, PLUGIN_ONLY } = this.config.values;
    for (const [setting, names] of Object.entries({ PLUGIN_REQUIRED, PLUGIN_ONLY })) {
      for (const plugin of names.filter((name) => !this.#registry.has(name))) {
        this.logger.warn({ plugin }, `${setting} names a plugin that was not found`);
      }
    }
  }

  private async retry(): Promise<void> {
    for (const { name: plugin } of await this.#reloader.retry()) {
      this.logger.log({ plugin }, 'plugin can run again');
    }
  }
}
