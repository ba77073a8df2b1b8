/** A fetch that keeps the last whole answer as it came. */
export interface KeepingFetch {
  readonly fetch: typeof fetch;
  /** The body of the last answer; streams are not kept. */
  last(): string;
}

/** Makes one. */
export function keepingFetch(): KeepingFetch {
  let last = '';
  return {
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) return response;
      last = await response.clone().text();
      return response;
    },
    last: () => last,
  };
}
