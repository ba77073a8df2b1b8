/** One event of a stream, as the standard of server-sent events reads it. */
export interface ServerSentEvent {
  /** `message` where the stream does not say. */
  readonly type: string;
  readonly data: string;
  /** The last id that the stream said, also with an earlier event. */
  readonly id: string;
}

/** Reads a stream of server-sent events, in whatever pieces it comes. What is not ended by an empty line is no event. */
export class EventParser {
  private rest = '';
  private type = '';
  private data: string[] = [];
  private id = '';

  /** @returns the events that the piece completed */
  push(piece: string): ServerSentEvent[] {
    this.rest += piece;
    const events: ServerSentEvent[] = [];
    for (let line = this.nextLine(); line !== null; line = this.nextLine()) {
      const event = this.take(line);
      if (event !== null) events.push(event);
    }
    return events;
  }

  /** A line may end in CR, LF, or both; a CR at the end of a piece may be half of both. */
  private nextLine(): string | null {
    const [ending] = /\r\n|\r(?!$)|\n/.exec(this.rest) ?? [];
    if (ending === undefined) return null;
    const end = this.rest.indexOf(ending);
    const line = this.rest.slice(0, end);
    this.rest = this.rest.slice(end + ending.length);
    return line;
  }

  private take(line: string): ServerSentEvent | null {
    if (line === '') return this.dispatch();
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'event') this.type = value;
    else if (name === 'data') this.data.push(value);
    else if (name === 'id' && !value.includes('\0')) this.id = value;
    return null; // a comment, or a field that nobody knows
  }

  private dispatch(): ServerSentEvent | null {
    const { type, data, id } = this;
    this.type = '';
    this.data = [];
    return data.length === 0 ? null : { type: type === '' ? 'message' : type, data: data.join('\n'), id };
  }
}
