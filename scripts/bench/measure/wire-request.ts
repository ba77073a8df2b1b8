/** A request, ready to be sent. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The parts of the body; none has none. */
  readonly body: readonly Uint8Array[];
}

/** The bytes of a request to a host, in parts that need not be copied. */
export function wireBytes(host: string, { method, target, headers, body }: WireRequest): Uint8Array[] {
  const length = body.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(method === 'POST' ? [`content-length: ${length}`] : []),
  ];
  return [Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), ...body];
}
