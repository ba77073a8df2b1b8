/** The bytes of a request, header by header as they are given; Host comes first unless they name one. */
export function requestBytes(
  line: string,
  headers: readonly string[] = [],
  body: Buffer | string = '',
): Buffer {
  const hasHost = headers.some((header) => /^host:/i.test(header));
  const lines = [line, ...(hasHost ? [] : ['Host: localhost']), ...headers, '', ''];
  return Buffer.concat([latin1(lines.join('\r\n')), latin1(body)]);
}

/** A GET. */
export function get(path: string, headers: readonly string[] = []): Buffer {
  return requestBytes(`GET ${path} HTTP/1.1`, headers);
}

/** A POST of a whole body with its length. */
export function post(
  path: string,
  type: string,
  body: Buffer | string,
  headers: readonly string[] = [],
): Buffer {
  const length = `Content-Length: ${latin1(body).length}`;
  return requestBytes(`POST ${path} HTTP/1.1`, [`Content-Type: ${type}`, length, ...headers], body);
}

/** A POST of a body in chunks as they are given. */
export function postChunks(
  path: string,
  type: string,
  chunks: readonly string[],
  headers: readonly string[] = [],
): Buffer {
  const body = chunks.map((chunk) => `${latin1(chunk).length.toString(16)}\r\n${chunk}\r\n`).join('');
  return requestBytes(
    `POST ${path} HTTP/1.1`,
    [`Content-Type: ${type}`, 'Transfer-Encoding: chunked', ...headers],
    `${body}0\r\n\r\n`,
  );
}

/** A multipart body with the boundary `b`, of parts as they are given. */
export function multipart(parts: readonly string[]): string {
  return [...parts.map((part) => `--b\r\n${part}\r\n`), '--b--\r\n'].join('');
}

/** A field of a multipart body. */
export function field(name: string, value: string): string {
  return `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
}

/** A file of a multipart body. */
export function file(name: string, bytes: Buffer): string {
  const head = `Content-Disposition: form-data; name="${name}"; filename="x.png"\r\nContent-Type: image/png`;
  return `${head}\r\n\r\n${bytes.toString('latin1')}`;
}

function latin1(text: Buffer | string): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
}
