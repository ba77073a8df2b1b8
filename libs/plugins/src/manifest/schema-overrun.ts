/**
 * A value could not be judged because of the schema: the schema is at fault, not the value.
 * The message says how, and can follow "because it".
 */
export class SchemaOverrun extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'SchemaOverrun';
  }
}
