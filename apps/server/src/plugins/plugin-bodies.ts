import type { PluginHealth } from '@gatehouse/contracts';
import type { PluginDetail, Transition } from '@gatehouse/plugins';
import { toWireNumber } from '../wire-numbers.js';
import type { PluginDetailDto } from './dto/plugin-detail.dto.js';
import type { PluginIsolationDto } from './dto/plugin-isolation.dto.js';
import type { PluginHealthDto } from './dto/plugin-health.dto.js';
import type { TransitionDto } from './dto/transition.dto.js';

/** How a plugin is doing, as it goes on the wire. */
export function toPluginHealthBody(health: PluginHealth): Pick<PluginHealthDto, keyof PluginHealthDto> {
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

/** How a plugin is doing and what it is held to, as it goes on the wire. */
export function toPluginDetailBody({ health, nextTrialAt, isolation }: PluginDetail): PluginDetailDto {
  return {
    ...toPluginHealthBody(health),
    next_trial_at: nextTrialAt?.toISOString() ?? null,
    isolation: isolation && toIsolationBody(isolation),
  };
}

function toIsolationBody(isolation: NonNullable<PluginDetail['isolation']>): PluginIsolationDto {
  return {
    own_process_group: isolation.ownProcessGroup,
    empty_environment: isolation.emptyEnvironment,
    permission_model: isolation.permissionModel,
    native_addons: isolation.nativeAddons,
    network: isolation.network,
    user: isolation.user,
    capabilities: isolation.capabilities,
    parent_death_signal: isolation.parentDeathSignal,
    heap_limit_mb: isolation.heapLimitMb,
    memory_limit_mb: isolation.memoryLimitMb,
    memory_watch: isolation.memoryWatch,
    open_files_limit: isolation.openFilesLimit,
    core_dumps_off: isolation.coreDumpsOff,
  };
}

/** A step of a plugin's lifecycle, as it goes on the wire. */
export function toTransitionBody({ from, to, at, reason, actor }: Transition): TransitionDto {
  return { from, to, at: at.toISOString(), reason, actor };
}
