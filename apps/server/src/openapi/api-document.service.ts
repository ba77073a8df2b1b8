import { Injectable } from '@nestjs/common';
import type { JsonObject, PluginManifest } from '@gatehouse/contracts';
import { PluginManagementService } from '@gatehouse/plugins';
import { completeOperations } from './complete-operations.js';
import { withPluginExamples } from './plugin-examples.js';
import {
  pluginComponents,
  withoutSchemas,
  type PluginComponents,
} from './plugin-schemas/plugin-components.js';
import { weavePlugins } from './plugin-schemas/weave-plugins.js';

/** Characters of JSON text that the schemas of all plugins may take together. */
const MAX_SCHEMAS_SIZE = 1_048_576;

/** A finished document. */
export interface ApiDocumentEdition {
  readonly document: JsonObject;
  /** The document as JSON text. */
  readonly text: string;
}

/**
 * The OpenAPI document of the routes that this server has and of the plugins that it has now. It is made anew when a
 * reload has brought other manifests, and not before it is asked for.
 */
@Injectable()
export class ApiDocument {
  private routes: JsonObject = {};
  private madeOf: readonly PluginManifest[] | null = null;
  private edition: ApiDocumentEdition = { document: {}, text: '{}' };
  /** By manifest: a reload of one plugin does not cost the work for all. */
  private readonly components = new WeakMap<PluginManifest, PluginComponents>();

  constructor(private readonly plugins: PluginManagementService) {}

  /** Takes the document of the routes, in which the places of plugins are marked. */
  describe(routes: JsonObject): void {
    this.routes = routes;
    this.madeOf = null;
  }

  /** The document of this moment. */
  current(): ApiDocumentEdition {
    const manifests = this.plugins.manifests();
    if (!areSame(manifests, this.madeOf)) {
      this.edition = this.make(manifests);
      this.madeOf = manifests;
    }
    return this.edition;
  }

  private make(manifests: readonly PluginManifest[]): ApiDocumentEdition {
    const woven = weavePlugins(this.routes, this.componentsOf(manifests));
    const document = completeOperations(withPluginExamples(woven, manifests));
    return { document, text: JSON.stringify(document) };
  }

  private componentsOf(manifests: readonly PluginManifest[]): PluginComponents[] {
    let size = 0;
    return manifests.map((manifest) => {
      const made = this.components.get(manifest) ?? pluginComponents(manifest);
      this.components.set(manifest, made);
      size += made.size;
      return size > MAX_SCHEMAS_SIZE ? withoutSchemas(made) : made;
    });
  }
}

function areSame(these: readonly PluginManifest[], those: readonly PluginManifest[] | null): boolean {
  return those?.length === these.length && these.every((manifest, index) => manifest === those[index]);
}
