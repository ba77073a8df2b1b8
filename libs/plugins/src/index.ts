export { PluginsModule } from './plugins.module.js';
export { PluginManagementService } from './management/plugin-management.service.js';
export { PluginRegistry } from './registry/plugin-registry.js';
export type { PluginHandle } from './registry/plugin-handle.js';
export type { ExecutionPermit } from './registry/execution-permit.js';
export type { PluginContract } from './manifest/parse-manifest.js';
export type { SchemaValidator, SchemaVerdict } from './manifest/schema-validator.js';
export type { Transition, TransitionActor } from './lifecycle/plugin-lifecycle.js';
export type { PluginFolder } from './loader/discover-plugins.js';
