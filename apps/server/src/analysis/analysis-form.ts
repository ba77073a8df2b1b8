/** A file part of a multipart body. */
export interface UploadedPart {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The part's own Content-Type. */
  readonly mimeType: string;
}

/** What a POST that asks for an analysis brought along, by the form of its body; nothing is checked yet. */
export type AnalysisForm =
  | { readonly kind: 'json'; readonly query: object; readonly body: unknown }
  | {
      readonly kind: 'multipart';
      readonly query: object;
      readonly fields: object;
      readonly files: readonly UploadedPart[];
    }
  | {
      readonly kind: 'raw';
      readonly query: object;
      readonly bytes: Uint8Array;
      /** The body's Content-Type. */
      readonly mimeType: string;
    };
