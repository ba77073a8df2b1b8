import { GatehouseError } from '@gatehouse/errors';
import { isJobId } from './job-id.js';

/** A job's place in a list that is ordered by the time of creation and then by id. */
export interface ListPlace {
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly id: string;
}

const PLACE = /^(0|[1-9]\d{0,15})~(.{36})$/;

/** A text that names a place, made of letters that need no escaping in a URL. */
export function toCursor({ createdAt, id }: ListPlace): string {
  return Buffer.from(`${createdAt}~${id}`).toString('base64url');
}

/** @throws GatehouseError `CURSOR_INVALID` for a text that {@link toCursor} never gives */
export function fromCursor(cursor: string): ListPlace {
  const [, createdAt = '', id = ''] = PLACE.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const place = { createdAt: Number(createdAt), id };
  if (!isJobId(id) || toCursor(place) !== cursor) throw new GatehouseError('CURSOR_INVALID', {});
  return place;
}
