import { AppConfig } from '@gatehouse/config';
import { Injectable } from '@nestjs/common';
import { ImageDecoder } from '../decoding/image-decoder.js';
import { checkIntake } from '../intake/check-intake.js';
import { intakeLimits, type IntakeLimits } from '../intake/intake-limits.js';
import type { CaptionedBox } from './captioned-box.js';

/** Pixels of the longer side: as much as a page shows. */
const MAX_SIDE = 1600;
/** More would hide the picture. */
const MAX_BOXES = 500;

/** Characters: more has no place at a box, and would only travel. */
const MAX_CAPTION = 40;

/** Draws what was found on the image that it was found in. No byte of it is decoded in this process. */
@Injectable()
export class PictureRenderer {
  private readonly limits: IntakeLimits;

  constructor(
    config: AppConfig,
    private readonly decoder: ImageDecoder,
  ) {
    this.limits = intakeLimits(config);
  }

  /**
   * The image with boxes and captions drawn on it, upright and no side longer than 1600 pixels.
   *
   * @param bytes of an image that passed the gate
   * @param boxes in pixels of the upright image; the first 500 are drawn
   * @returns a `data:` URL of a JPEG
   * @throws GatehouseError IMAGE_TOO_COSTLY, QUEUE_FULL, EXECUTION_CANCELLED
   */
  async render(bytes: Uint8Array, boxes: readonly CaptionedBox[], signal?: AbortSignal): Promise<string> {
    const inspection = checkIntake(bytes, null, this.limits);
    const drawn = boxes
      .slice(0, MAX_BOXES)
      .map((box) => ({ ...box, caption: box.caption.slice(0, MAX_CAPTION) }));
    const picture = await this.decoder.render(bytes, inspection, { boxes: drawn, maxSide: MAX_SIDE, signal });
    return `data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}`;
  }
}
