import { GatehouseError } from '@gatehouse/errors';

/**
 * Reads which event a listener heard last; 0 where it says nothing.
 *
 * @throws GatehouseError EVENT_ID_INVALID
 */
export function readLastEventId(header: string | readonly string[] | undefined): number {
  if (header === undefined || header === '') return 0;
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  throw new GatehouseError('EVENT_ID_INVALID', { found: JSON.stringify(header).slice(0, 60) });
}
