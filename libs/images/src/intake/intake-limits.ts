import type { AppConfig } from '@gatehouse/config';

/** What an image may be at most, before anything decodes it. */
export interface IntakeLimits {
  readonly maxBytes: number;
  /** Of the largest frame. */
  readonly maxPixels: number;
  readonly maxFrames: number;
  /** Bytes of the largest frame, decoded. */
  readonly maxDecodedBytes: number;
}

/** The limits that this process is configured with. */
export function intakeLimits({ values }: AppConfig): IntakeLimits {
  return {
    maxBytes: values.IMAGE_MAX_BYTES,
    maxPixels: values.IMAGE_MAX_PIXELS,
    maxFrames: values.IMAGE_MAX_FRAMES,
    maxDecodedBytes: values.IMAGE_MAX_DECODED_BYTES,
  };
}
