/** What a parser throws when a header says what cannot be; `inspectImage` turns it into a value. */
export class BrokenHeader extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'BrokenHeader';
  }
}
