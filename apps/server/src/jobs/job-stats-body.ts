import type { JobStats } from '@gatehouse/jobs';
import type { JobStatsDto } from './dto/job-stats.dto.js';

/** Counts over jobs as they go on the wire. */
export function toJobStatsBody(stats: JobStats): JobStatsDto {
  return {
    total: stats.total,
    by_status: { ...stats.byStatus },
    by_plugin: [...stats.byPlugin],
    by_error_code: [...stats.byErrorCode],
    queued_bytes: stats.queuedBytes,
    oldest_pending_at: stats.oldestPendingAt?.toISOString() ?? null,
  };
}
