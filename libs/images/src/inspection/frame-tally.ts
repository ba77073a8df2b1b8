import { BrokenHeader } from './broken-header.js';
import type { ImageHeader, Orientation, PixelSize } from './image-inspection.js';

/** Size and depth of one frame. */
export interface FrameShape extends PixelSize {
  readonly channels: number;
  readonly bitsPerChannel: number;
}

const decodedBytesOf = ({ width, height, channels, bitsPerChannel }: FrameShape): number =>
  width * height * channels * Math.ceil(bitsPerChannel / 8);

const longerSide = ({ width, height }: PixelSize): number => Math.max(width, height);

/**
 * Collects what a parser meets and makes the header of it.
 * Frames are counted apart from sizes: a size may be told more than once (canvas, frame, bit stream), and the
 * largest telling counts, since that is what a decoder may believe.
 */
export class FrameTally {
  private count = 0;
  private largest: PixelSize = { width: 0, height: 0 };
  private longest: PixelSize = { width: 0, height: 0 };
  private decodedBytes = 0;

  constructor(private readonly cap: number) {}

  get frames(): number {
    return this.count;
  }

  /** True once there are more frames than the cap: the parser can stop. */
  get full(): boolean {
    return this.count > this.cap;
  }

  countFrame(): void {
    this.count += 1;
  }

  /** A count the header itself gives, where it is higher than what was met. */
  claimFrames(count: number): void {
    this.count = Math.max(this.count, Math.min(count, this.cap + 1));
  }

  see(shape: FrameShape): void {
    if (shape.width * shape.height > this.largest.width * this.largest.height) {
      this.largest = { width: shape.width, height: shape.height };
    }
    if (longerSide(shape) > longerSide(this.longest)) {
      this.longest = { width: shape.width, height: shape.height };
    }
    this.decodedBytes = Math.max(this.decodedBytes, decodedBytesOf(shape));
  }

  /** @param first the frame, page or canvas that gives the image its size */
  header(first: FrameShape, orientation: Orientation): ImageHeader {
    if (first.width < 1 || first.height < 1) {
      throw new BrokenHeader(`its header says ${first.width} x ${first.height} pixels`);
    }
    if (first.channels < 1 || first.bitsPerChannel < 1) throw new BrokenHeader('its header says no channels');
    this.see(first);
    return {
      width: first.width,
      height: first.height,
      orientation,
      frames: Math.max(1, this.count),
      largest: this.largest,
      longest: this.longest,
      channels: first.channels,
      bitsPerChannel: first.bitsPerChannel,
      decodedBytes: this.decodedBytes,
    };
  }
}
