/** One form of the same request. */
export interface BenchBody {
  readonly form: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer<ArrayBuffer>;
}

/** An image for a plugin in every form a body may have, each encoded once. */
export async function benchBodies(plugin: string, image: Buffer<ArrayBuffer>): Promise<BenchBody[]> {
  const form = new FormData();
  form.append('plugin', plugin);
  form.append('image', new Blob([image], { type: 'image/jpeg' }), 'picture.jpg');
  const multipart = new Response(form);
  const json = JSON.stringify({ plugin, image: image.toString('base64') });
  return [
    { form: 'raw body', query: `?plugin=${plugin}`, headers: { 'content-type': 'image/jpeg' }, body: image },
    {
      form: 'multipart',
      query: '',
      headers: { 'content-type': multipart.headers.get('content-type') ?? '' },
      body: Buffer.from(await multipart.arrayBuffer()),
    },
    { form: 'JSON', query: '', headers: { 'content-type': 'application/json' }, body: Buffer.from(json) },
  ];
}
