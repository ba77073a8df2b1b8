/** The image of a request in the form in which it came. `mimeType` is what the sender declared, or null. */
export type ImageSource =
  | { readonly kind: 'base64'; readonly text: string; readonly mimeType: string | null }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly mimeType: string | null }
  | { readonly kind: 'url'; readonly url: string; readonly mimeType: string | null };

/** The bytes of an image, and the media type declared for them anywhere in the request. Not looked at yet. */
export interface AcquiredImage {
  readonly bytes: Uint8Array;
  readonly mimeType: string | null;
}
