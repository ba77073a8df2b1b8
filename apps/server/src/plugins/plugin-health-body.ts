import type { PluginHealth } from '@gatehouse/contracts';
import { toWireNumber } from '../wire-numbers.js';
import type { PluginHealthDto } from './dto/plugin-health.dto.js';

/** How a plugin is doing, as it goes on the wire. */
export function toPluginHealthBody(health: PluginHealth): PluginHealthDto {
  return {
    name: health.name,
    state: health.state,
    description: health.description,
    version: health.version,
    reason: health.reason,
    uptime_seconds: toWireNumber(health.uptimeSeconds),
    last_used: health.lastUsed?.toISOString() ?? null,
    success_count: health.successCount,
    error_count: health.errorCount,
    last_execution_time_ms: toWireNumber(health.lastExecutionTimeMs),
    avg_execution_time_ms: toWireNumber(health.avgExecutionTimeMs),
  };
}
