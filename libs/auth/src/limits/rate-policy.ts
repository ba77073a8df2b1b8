const UNIT_SECONDS: Readonly<Record<string, number>> = { sec: 1, min: 60, hour: 3600 };

/** So many requests in so long a time, all at once if need be. */
export interface RatePolicy {
  readonly limit: number;
  readonly windowSeconds: number;
}

/**
 * Reads RATE_LIMIT.
 *
 * @param text `600/min`, or `off`, as the setting allows
 * @returns null where there is no limit
 */
export function parseRateLimit(text: string): RatePolicy | null {
  const [, limit, unit = ''] = /^(\d+)\/(\w+)$/.exec(text) ?? [];
  const windowSeconds = UNIT_SECONDS[unit];
  return limit === undefined || windowSeconds === undefined ? null : { limit: Number(limit), windowSeconds };
}
