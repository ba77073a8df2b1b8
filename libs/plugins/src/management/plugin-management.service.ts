import { Injectable } from '@nestjs/common';
import type { PluginHealth, PluginManifest } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import type { SandboxMeasures } from '@gatehouse/sandbox';
import type { Transition } from '../lifecycle/plugin-lifecycle.js';
import type { PluginLoad } from '../health/plugin-load.js';
import { PluginRegistry } from '../registry/plugin-registry.js';
import { PluginReloader } from './plugin-reloader.js';
import { RELOAD_OUTCOME, type ReloadResult } from './reload-result.js';

/** A plugin, how it is doing and what it is held to. */
export interface PluginDetail {
  readonly health: PluginHealth;
  /** When an execution may try it again; null while it is in service. */
  readonly nextTrialAt: Date | null;
  /** What its processes are held to; null where there is nothing to run. */
  readonly isolation: SandboxMeasures | null;
}

/** What can be asked of plugins, and done with them, without running them. */
@Injectable()
export class PluginManagementService {
  // Private at run time too: whoever has this service must not get at what gives plugins out, by whatever cast.
  readonly #registry: PluginRegistry;
  readonly #reloader: PluginReloader;

  constructor(registry: PluginRegistry, reloader: PluginReloader) {
    this.#registry = registry;
    this.#reloader = reloader;
  }

  /** How every plugin is doing, sorted by name. */
  list(): PluginHealth[] {
    return this.#registry.list();
  }

  /** How much every plugin has to do now, sorted by name. */
  loads(): PluginLoad[] {
    return this.#registry.loads();
  }

  /** @throws GatehouseError `PLUGIN_NOT_FOUND` */
  health(name: string): PluginHealth {
    return this.#registry.health(name) ?? notFound(name);
  }

  /** @throws GatehouseError `PLUGIN_NOT_FOUND` */
  async detail(name: string): Promise<PluginDetail> {
    const health = this.health(name);
    const isolation = await this.#registry.isolation(name);
    return { health, nextTrialAt: this.#registry.nextTrialAt(name), isolation };
  }

  /**
   * A plugin's manifest with its defaults.
   *
   * @throws GatehouseError `PLUGIN_NOT_FOUND`; `PLUGIN_LOAD_FAILED` where its manifest cannot be read
   */
  manifest(name: string): PluginManifest {
    const { reason } = this.health(name);
    const manifest = this.#registry.manifest(name);
    if (manifest === null) {
      throw new GatehouseError(
        'PLUGIN_LOAD_FAILED',
        { plugin: name, reason: reason ?? 'it has no manifest.' },
        { plugin: name },
      );
    }
    return manifest;
  }

  /** The manifests of all plugins that have a readable one, by name. Each is the same object until its plugin is reloaded. */
  manifests(): PluginManifest[] {
    return this.#registry.manifests();
  }

  /**
   * The last hundred steps a plugin took, oldest first.
   *
   * @throws GatehouseError `PLUGIN_NOT_FOUND`
   */
  history(name: string): readonly Transition[] {
    return this.#registry.history(name) ?? notFound(name);
  }

  /**
   * Puts the code that is in a plugin's folder now in the place of what serves; a folder that is new becomes a plugin.
   *
   * @throws GatehouseError `PLUGIN_NOT_FOUND`; `PLUGIN_RELOAD_FAILED` with the reason, where the new code cannot run:
   *   then the old keeps serving, if it could
   */
  async reload(name: string): Promise<PluginHealth> {
    const { outcome, reason } = (await this.#reloader.reload(name)) ?? notFound(name);
    if (outcome === RELOAD_OUTCOME.FAILED) {
      const params = { plugin: name, reason: reason ?? 'no reason is known.' };
      throw new GatehouseError('PLUGIN_RELOAD_FAILED', params, { plugin: name });
    }
    return this.health(name);
  }

  /** Reloads every plugin, takes in new ones and lets go those whose folder is gone; one result each, by name. */
  reloadAll(): Promise<ReloadResult[]> {
    return this.#reloader.reloadAll();
  }

  /** Those of the named plugins that cannot run now. */
  notReady(required: readonly string[]): string[] {
    return required.filter((name) => !this.#registry.isReady(name));
  }
}

function notFound(name: string): never {
  throw new GatehouseError('PLUGIN_NOT_FOUND', { plugin: name }, { plugin: name });
}
