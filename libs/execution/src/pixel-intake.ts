import { Injectable } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import type { PluginManifest } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import { ImageDecoder, type DecodedImage, type ImageInspection } from '@gatehouse/images';

const RETRY_AFTER_MS = 1000;
const BYTES_A_PIXEL = Object.freeze({ encoded: 0, rgba: 4, grey: 1 });

/** An image as a plugin wants it, and the place its pixels take, which must be given back. */
export interface HeldImage {
  readonly decoded: DecodedImage;
  /** To be called once, when the plugin is done with it. */
  readonly letGo: () => void;
}

/**
 * Has images decoded as plugins want them. Pixels pass through this process on their way from the decoder to the plugin
 * and wait here for the plugin's turn, so their bytes are bounded together.
 */
@Injectable()
export class PixelIntake {
  private readonly limit: number;
  private held = 0;

  constructor(
    private readonly decoder: ImageDecoder,
    { values }: AppConfig,
  ) {
    this.limit = values.EXECUTION_MAX_BYTES;
  }

  /**
   * Decodes an image once there is a place for its pixels. One that is alone always has a place.
   *
   * @throws GatehouseError `QUEUE_FULL` at once where there is none, and as {@link ImageDecoder.decode} does
   */
  async prepare(
    image: Uint8Array,
    inspection: ImageInspection,
    { format, max_side: maxSide }: PluginManifest['input'],
    signal?: AbortSignal,
  ): Promise<HeldImage> {
    const letGo = this.take(pixelBytes(inspection, BYTES_A_PIXEL[format], maxSide));
    try {
      const options = { format, maxSide, ...(signal === undefined ? {} : { signal }) };
      return { decoded: await this.decoder.decode(image, inspection, options), letGo };
    } catch (thrown) {
      letGo();
      throw thrown;
    }
  }

  private take(bytes: number): () => void {
    if (this.held > 0 && this.held + bytes > this.limit) {
      throw new GatehouseError(
        'QUEUE_FULL',
        { what: 'this server', limit: `${this.held} bytes of pixels`, retry_after_ms: RETRY_AFTER_MS },
        { retryAfterMs: RETRY_AFTER_MS },
      );
    }
    this.held += bytes;
    return () => {
      this.held -= bytes;
    };
  }
}

/** What an image comes to in a plugin's format, scaled down as it asks. */
function pixelBytes({ width, height }: ImageInspection, bytesAPixel: number, maxSide: number | null): number {
  const scale = maxSide === null ? 1 : Math.min(1, maxSide / Math.max(width, height));
  return Math.ceil(width * scale) * Math.ceil(height * scale) * bytesAPixel;
}
