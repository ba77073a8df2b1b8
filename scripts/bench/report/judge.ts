import type { Goal } from './section-result.ts';

/** Whether a goal was reached. What could not be measured was not. */
export function isReached({ bound, limit, reached }: Goal): boolean {
  return bound === 'at least' ? reached >= limit : reached <= limit;
}
