import type { IntakeMimeType } from '@gatehouse/contracts';

/** EXIF orientation: 1 is upright, 2–4 keep the sides, 5–8 swap them. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** A width and a height, in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** What the header of an image says. Sizes are as stored, before any orientation is applied. */
export interface ImageHeader {
  /** Of the first frame, the first page or the canvas. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  /** Frames or pages; counting stops one past the cap, so there "more than the cap" is all that is known. */
  readonly frames: number;
  /** The frame, page or canvas of the most pixels. */
  readonly largest: PixelSize;
  /** The frame, page or canvas of the longest side. */
  readonly longest: PixelSize;
  /** Channels of the decoded image; a palette counts as the colours it stands for. */
  readonly channels: number;
  /** Bits of one channel as stored, 1 to 64. */
  readonly bitsPerChannel: number;
  /** Bytes that the largest frame takes when decoded: width × height × channels × whole bytes a channel. */
  readonly decodedBytes: number;
}

/** An image of a known type whose header makes sense. */
export interface ImageInspection extends ImageHeader {
  readonly mimeType: IntakeMimeType;
  readonly broken: null;
}

/** An image of a known type whose header does not make sense. */
export interface BrokenImage {
  readonly mimeType: IntakeMimeType;
  /** Why, as the end of the sentence "The image cannot be decoded: …". */
  readonly broken: string;
}
