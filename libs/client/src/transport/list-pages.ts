/** One page of a list. */
interface Page<Item> {
  readonly jobs: readonly Item[];
  readonly nextCursor: string | null;
}

/** All items of a list, page by page; the next page is fetched when it is wanted. */
export async function* listPages<Item>(
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    yield* page.jobs;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
