import { AppConfig } from '@gatehouse/config';
import { Injectable } from '@nestjs/common';
import { acquireBase64 } from './acquisition/acquire-base64.js';
import type { AcquiredImage, ImageSource } from './acquisition/image-source.js';
import { ImageFetcher, type FetchControl } from './acquisition/url/image-fetcher.js';
import { describeImage, type ImageDescription } from './describe-image.js';
import { intakeLimits, type IntakeLimits } from './intake/intake-limits.js';

/** Turns what a request holds into the bytes of an image, and says what an image is. Decodes nothing. */
@Injectable()
export class AnalysisService {
  private readonly limits: IntakeLimits;

  constructor(
    config: AppConfig,
    private readonly fetcher: ImageFetcher,
  ) {
    this.limits = intakeLimits(config);
  }

  /**
   * The bytes of a request's image. They may be none, or no image: judging them is the gate's work. Only of a URL are
   * they waited for; what a host declares about them does not count, because hosts often do not know.
   *
   * @param control of the fetching, where there is any
   * @throws GatehouseError IMAGE_ENCODING_INVALID, BODY_INVALID where a data: URL and `mimeType` disagree, or what
   *   {@link ImageFetcher.fetch} throws
   */
  async acquire(source: ImageSource, control: FetchControl = {}): Promise<AcquiredImage> {
    switch (source.kind) {
      case 'base64':
        return acquireBase64(source.text, source.mimeType);
      case 'bytes':
        return { bytes: source.bytes, mimeType: source.mimeType };
      case 'url':
        return { bytes: await this.fetcher.fetch(source.url, control), mimeType: source.mimeType };
    }
  }

  /**
   * Type, size and digest of an image that passed the gate.
   *
   * @throws GatehouseError as the gate does, for an image that would not pass it
   */
  describe(bytes: Uint8Array): Promise<ImageDescription> {
    return describeImage(bytes, this.limits);
  }
}
