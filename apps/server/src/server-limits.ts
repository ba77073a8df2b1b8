import type { SettingValues } from '@gatehouse/config';
import { AnalysisExecutionService } from '@gatehouse/execution';
import { edgeLimits, type EdgeLimits } from '@gatehouse/http-edge';
import { bodyLimits } from './analysis/body-limits.js';

/** What this server's edge holds every request to. */
export function serverLimits(values: SettingValues): EdgeLimits {
  return edgeLimits(values, {
    largestBody: bodyLimits(values.IMAGE_MAX_BYTES).any,
    longestWorkMs: AnalysisExecutionService.longestExecutionMs(values),
  });
}
