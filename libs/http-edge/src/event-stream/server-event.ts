/** One server-sent event. */
export interface ServerEvent {
  /** Where a client goes on that lost the connection: it sends the last one back as `Last-Event-ID`. */
  readonly id: number;
  readonly event: string;
  /** What goes on the wire as one line of JSON. */
  readonly data: object;
}

/** An event as it goes on the wire. JSON text has no line breaks, so that `data` is one line. */
export function frameOf({ id, event, data }: ServerEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
