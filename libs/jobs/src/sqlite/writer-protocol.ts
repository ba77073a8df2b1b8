/** One compiled statement that writes. */
export interface WriteStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** It answers in several steps and is done only after the last; it counts no changes. */
  readonly hasSteps?: true;
}

/** Statements that take effect together or not at all. */
export interface WriteUnit {
  /** Given by the sender; the answer names it. */
  readonly number: number;
  readonly statements: readonly WriteStatement[];
}

/** How a unit ended, once that is durable. */
export type WriteAnswer =
  | { readonly number: number; readonly outcome: 'stored'; readonly changes: readonly number[] }
  /** `refused`: it breaks a rule of the database, and will again. `lost`: it could not be written now. */
  | { readonly number: number; readonly outcome: 'refused' | 'lost'; readonly reason: string };

/** What the writer thread is sent: work in its order, or the word to end after all that came before. */
export type WriterMessage = readonly WriteUnit[] | 'close';

/** What the writer thread is started with. */
export interface WriterData {
  /** Of the database file. */
  readonly path: string;
}
