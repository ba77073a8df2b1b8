/** An image as the client takes it: a file, or its bytes. `readImage` of `@gatehouse/client/node` reads one by its path. */
export type ImageSource = Blob | ArrayBuffer | Uint8Array;

const CHUNK = 0x8000;

/**
 * An image as a file part of a form.
 *
 * @param mimeType declares its type, which the server then checks; otherwise a file's own says so, if it is an image's
 * @throws TypeError where it is none of the three
 */
export function imageBlob(image: ImageSource, mimeType: string | undefined): Blob {
  if (image instanceof Blob) return mimeType === undefined ? image : image.slice(0, image.size, mimeType);
  if (!(image instanceof ArrayBuffer) && !ArrayBuffer.isView(image)) {
    throw new TypeError(
      'An image is a Blob or File, an ArrayBuffer or a Uint8Array. For a path, use readImage of @gatehouse/client/node.',
    );
  }
  const bytes = image as Uint8Array<ArrayBuffer>; // of shared memory, the constructor itself says that it takes none
  return new Blob([bytes], { type: mimeType ?? '' });
}

/** An image as JSON says it. */
export async function imageBase64(image: ImageSource): Promise<string> {
  const bytes = new Uint8Array(await imageBlob(image, undefined).arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK)); // more at once would be too many arguments
  }
  return btoa(binary);
}
