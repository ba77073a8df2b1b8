import { sql } from 'kysely';

/** Milliseconds since the Unix epoch by the clock of the database, which all processes share. */
export const DATABASE_NOW = sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;
