/** One form of the same request. */
export interface BenchBody {
  readonly form: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of the next call. */
  readonly next: () => Buffer<ArrayBuffer>;
}

const JPEG_START_BYTES = 2;
/** A JPEG comment of four bytes: marker, length, text. */
const COMMENT_BYTES = 8;
const COMMENT_HEAD = 0xfffe0006;

/** The same picture in a file of its own each time: a comment in it counts. */
export function fresh(image: Buffer<ArrayBuffer>): () => Buffer<ArrayBuffer> {
  let count = 0;
  return () => {
    const comment = Buffer.alloc(COMMENT_BYTES);
    comment.writeUInt32BE(COMMENT_HEAD, 0);
    comment.writeUInt32BE(++count, 4);
    return Buffer.concat([image.subarray(0, JPEG_START_BYTES), comment, image.subarray(JPEG_START_BYTES)]);
  };
}

const always =
  (body: Buffer<ArrayBuffer>): (() => Buffer<ArrayBuffer>) =>
  () =>
    body;

/** An image for a plugin in every form a body may have; in the first as a new picture in each call. */
export async function benchBodies(plugin: string, image: Buffer<ArrayBuffer>): Promise<BenchBody[]> {
  const form = new FormData();
  form.append('plugin', plugin);
  form.append('image', new Blob([image], { type: 'image/jpeg' }), 'picture.jpg');
  const multipart = new Response(form);
  const json = JSON.stringify({ plugin, image: image.toString('base64') });
  const raw = { query: `?plugin=${plugin}`, headers: { 'content-type': 'image/jpeg' } };
  return [
    { form: 'raw body, a new picture each time', ...raw, next: fresh(image) },
    { form: 'raw body, one picture', ...raw, next: always(image) },
    {
      form: 'multipart, one picture',
      query: '',
      headers: { 'content-type': multipart.headers.get('content-type') ?? '' },
      next: always(Buffer.from(await multipart.arrayBuffer())),
    },
    {
      form: 'JSON, one picture',
      query: '',
      headers: { 'content-type': 'application/json' },
      next: always(Buffer.from(json)),
    },
  ];
}
