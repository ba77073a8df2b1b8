/** What is to be closed when it is not needed any more. */
export interface Closable {
  close(): Promise<void> | void;
}

/** Does work that opens things. What it hands to `keep` is closed at the end, the last first, however it ends. */
export async function withOpen<Result>(
  work: (keep: <Kept extends Closable>(opened: Kept) => Kept) => Promise<Result>,
): Promise<Result> {
  const kept: Closable[] = [];
  try {
    return await work((opened) => {
      kept.push(opened);
      return opened;
    });
  } finally {
    for (const one of kept.toReversed()) await one.close();
  }
}
