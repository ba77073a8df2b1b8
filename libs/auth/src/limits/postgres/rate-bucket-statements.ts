/** Milliseconds since the Unix epoch by the clock of the database, which all servers share. */
const NOW = `floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/**
 * Counts one request of subject $1 under the policy $2 requests in $3 seconds, as `pour` does: one step that no other
 * comes between, since the row is locked before its old level is read.
 */
export const TAKE = `
  insert into rate_buckets as bucket (subject, max_requests, window_seconds, level, at, is_admitted)
  values ($1, $2, $3, $3::bigint * 1000, ${NOW}, true)
  on conflict (subject, max_requests, window_seconds) do update set (level, at, is_admitted) = (
    select case when has_room then rest + one else rest end, now, has_room
    from (select greatest(bucket.at, excluded.at) as now, excluded.level as one) as request,
      lateral (select greatest(0, bucket.level - (now - bucket.at) * bucket.max_requests) as rest) as leak,
      lateral (select rest + one <= one * bucket.max_requests as has_room) as verdict
  )
  returning level, is_admitted`;

/** What {@link TAKE} gives. */
export interface TakenRow {
  readonly level: number;
  readonly is_admitted: boolean;
}

/** Deletes buckets that are empty by now, at most $1: they say no more than no row does. */
export const SWEEP = `
  delete from rate_buckets where ctid = any (array(
    select ctid from rate_buckets where at + level / max_requests < ${NOW}
    limit $1 for update skip locked
  ))`;
