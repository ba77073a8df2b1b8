/** One compiled query. */
export interface ReadRequest {
  /** Given by the sender; the answer names it. */
  readonly number: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The rows of a query, or why there are none. */
export type ReadAnswer =
  | { readonly number: number; readonly rows: readonly unknown[] }
  | { readonly number: number; readonly reason: string };

/** What the reader thread is started with. */
export interface ReaderData {
  /** Of the database file. */
  readonly path: string;
}
