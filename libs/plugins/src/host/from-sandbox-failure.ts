import type { PluginManifest } from '@gatehouse/contracts';
import { GatehouseError, hidePaths } from '@gatehouse/errors';
import { SANDBOX_FAILURE, SandboxFailure } from '@gatehouse/sandbox';

const QUEUE_RETRY_MS = 1000;

/** Puts the way in which a process ended into the words of the catalogue. Anything else that was thrown stays what it is. */
export function fromSandboxFailure(thrown: unknown, manifest: PluginManifest): unknown {
  return thrown instanceof SandboxFailure ? translate(thrown, manifest) : thrown;
}

function translate(failure: SandboxFailure, { name: plugin, limits }: PluginManifest): GatehouseError {
  const problem = hidePaths(failure.message);
  const extras = { plugin, cause: failure };
  switch (failure.kind) {
    case SANDBOX_FAILURE.THREW:
      return new GatehouseError('PLUGIN_THREW', { message: problem }, extras);
    case SANDBOX_FAILURE.REPLY_NOT_JSON:
      return new GatehouseError('OUTPUT_NOT_JSON', { plugin, problem }, extras);
    case SANDBOX_FAILURE.REPLY_TOO_LARGE:
      return new GatehouseError('OUTPUT_TOO_LARGE', { plugin, problem }, extras);
    case SANDBOX_FAILURE.TIMED_OUT:
      return new GatehouseError('PLUGIN_TIMED_OUT', { plugin, timeout_ms: limits.timeout_ms }, extras);
    case SANDBOX_FAILURE.OUT_OF_MEMORY:
      return new GatehouseError('PLUGIN_OUT_OF_MEMORY', { plugin, memory_mb: limits.memory_mb }, extras);
    case SANDBOX_FAILURE.CRASHED:
    case SANDBOX_FAILURE.PROTOCOL:
      return new GatehouseError('PLUGIN_CRASHED', { plugin, how: problem }, extras);
    case SANDBOX_FAILURE.CANCELLED:
      return new GatehouseError('EXECUTION_CANCELLED', { reason: 'its caller gave up' }, extras);
    case SANDBOX_FAILURE.CLOSED:
      return new GatehouseError('WORKER_LOST', {}, extras);
    case SANDBOX_FAILURE.QUEUE_FULL:
      return new GatehouseError(
        'QUEUE_FULL',
        { what: `plugin ${plugin}`, limit: problem, retry_after_ms: QUEUE_RETRY_MS },
        { ...extras, retryAfterMs: QUEUE_RETRY_MS },
      );
    case SANDBOX_FAILURE.START_FAILED:
      return new GatehouseError('PLUGIN_LOAD_FAILED', { plugin, reason: problem }, extras);
    default:
      return failure.kind satisfies never;
  }
}
