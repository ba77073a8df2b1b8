/** One form of the same request. */
export interface BenchBody {
  readonly form: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The parts of the body of the next call. */
  readonly next: () => readonly Uint8Array[];
}

const JPEG_START = Buffer.from([0xff, 0xd8]);
/** Start and comment are twelve bytes: base64 of what comes behind them is the same whatever the comment says. */
const HEAD_BYTES = 12;
/** A JPEG comment: marker, length of the rest, text. */
const COMMENT_MARKER = 0xfffe;
const COMMENT_LENGTH = HEAD_BYTES - JPEG_START.length - 2;
const BOUNDARY = 'gatehouse-bench-boundary';

/** The same picture in a file of its own each time, in two parts: a comment in it counts. */
function freshParts(image: Buffer): () => [head: Buffer, rest: Buffer] {
  const rest = image.subarray(JPEG_START.length);
  let count = 0;
  return () => {
    const head = Buffer.alloc(HEAD_BYTES);
    JPEG_START.copy(head);
    head.writeUInt16BE(COMMENT_MARKER, JPEG_START.length);
    head.writeUInt16BE(COMMENT_LENGTH, JPEG_START.length + 2);
    head.writeUInt32BE(++count, HEAD_BYTES - 4);
    return [head, rest];
  };
}

/** The same picture in a file of its own each time. */
export function fresh(image: Buffer): () => Buffer<ArrayBuffer> {
  const next = freshParts(image);
  return () => Buffer.concat(next());
}

/** A raw body that is a new picture in each call. */
export function freshBody(plugin: string, image: Buffer): BenchBody {
  return { form: 'raw body', ...rawHead(plugin), next: freshParts(image) };
}

/** A raw body that is always the same. */
export function sameBody(plugin: string, image: Buffer): BenchBody {
  return { form: 'raw body, always the same picture', ...rawHead(plugin), next: () => [image] };
}

/** A form with a new picture in each call. */
export function multipartBody(plugin: string, image: Buffer): BenchBody {
  const field = (head: string): string =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name=${head}\r\n\r\n`;
  const start = Buffer.from(
    `${field('"plugin"')}${plugin}\r\n${field('"image"; filename="picture.jpg"\r\nContent-Type: image/jpeg')}`,
  );
  const end = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  const next = freshParts(image);
  return {
    form: 'multipart',
    query: '',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    next: () => [start, ...next(), end],
  };
}

/** JSON with the base64 of a new picture in each call. */
export function jsonBody(plugin: string, image: Buffer): BenchBody {
  const start = Buffer.from(`{"plugin":${JSON.stringify(plugin)},"image":"`);
  const end = Buffer.from(`${image.subarray(JPEG_START.length).toString('base64')}"}`);
  const next = freshParts(image);
  return {
    form: 'JSON, base64',
    query: '',
    headers: { 'content-type': 'application/json' },
    next: () => [start, Buffer.from(next()[0].toString('base64')), end],
  };
}

function rawHead(plugin: string): Pick<BenchBody, 'query' | 'headers'> {
  return { query: `?plugin=${plugin}`, headers: { 'content-type': 'image/jpeg' } };
}
