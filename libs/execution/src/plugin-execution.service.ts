import { Injectable } from '@nestjs/common';
import type {
  ErrorEnvelope,
  ExecutionControl,
  ExecutionOutcome,
  JsonSchema,
  PluginPayload,
} from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import { PluginRegistry } from '@gatehouse/plugins';
import { ToolRunner } from './tool-runner.js';
import { inSpan } from './tracing/in-span.js';

/** Of a name that no plugin has, as many characters are told back: callers may send megabytes of it. */
const MAX_TOLD_NAME = 100;

/** Selects a plugin and hands the execution to the gate. */
@Injectable()
export class PluginExecutionService {
  constructor(
    private readonly registry: PluginRegistry,
    private readonly toolRunner: ToolRunner,
  ) {}

  /**
   * Makes sure that there is such a plugin, in whatever state.
   *
   * @throws GatehouseError `PLUGIN_NOT_FOUND`
   */
  select(pluginName: string): void {
    if (this.registry.has(pluginName)) return;
    const plugin = pluginName.slice(0, MAX_TOLD_NAME).toWellFormed();
    throw new GatehouseError('PLUGIN_NOT_FOUND', { plugin }, { plugin });
  }

  /** What the gate would refuse a payload for, before it has the image decoded; null where it would go on. */
  check(pluginName: string, payload: PluginPayload, control: ExecutionControl): ErrorEnvelope | null {
    return this.toolRunner.check(pluginName, payload, control);
  }

  /** How many executions a plugin takes at once, as its manifest says; 1 where it has none. */
  concurrencyOf(pluginName: string): number {
    return this.registry.manifest(pluginName)?.limits.max_concurrency ?? 1;
  }

  /** What a plugin's answers are held to; null where it has no manifest. */
  outputSchemaOf(pluginName: string): JsonSchema | null {
    return this.registry.manifest(pluginName)?.output_schema ?? null;
  }

  /** Executes a plugin once. Never rejects. */
  execute(pluginName: string, payload: PluginPayload, control: ExecutionControl): Promise<ExecutionOutcome> {
    const words = { plugin: pluginName, ...control, outcomeOf };
    return inSpan('PluginExecutionService.execute', words, () =>
      this.toolRunner.run(pluginName, payload, control),
    );
  }
}

const outcomeOf = (outcome: ExecutionOutcome): ExecutionOutcome => outcome;
