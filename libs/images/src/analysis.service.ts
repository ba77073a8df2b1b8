import { AppConfig } from '@gatehouse/config';
import { Injectable } from '@nestjs/common';
import { acquireBase64 } from './acquisition/acquire-base64.js';
import type { AcquiredImage, ImageSource } from './acquisition/image-source.js';
import { describeImage, type ImageDescription } from './describe-image.js';
import { intakeLimits, type IntakeLimits } from './intake/intake-limits.js';

/** Turns what a request holds into the bytes of an image, and says what an image is. Decodes nothing. */
@Injectable()
export class AnalysisService {
  private readonly limits: IntakeLimits;

  constructor(config: AppConfig) {
    this.limits = intakeLimits(config);
  }

  /**
   * The bytes of a request's image. They may be none, or no image: judging them is the gate's work.
   *
   * @throws GatehouseError IMAGE_ENCODING_INVALID, or BODY_INVALID where a data: URL and `mimeType` disagree
   */
  acquire(source: ImageSource): AcquiredImage {
    switch (source.kind) {
      case 'base64':
        return acquireBase64(source.text, source.mimeType);
      case 'bytes':
        return { bytes: source.bytes, mimeType: source.mimeType };
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
