import sharp, { type Metadata } from 'sharp';
import { iccProfile, type IccProfile } from './icc-profile.js';

/** What the header of a file tells of its picture. */
export interface ContainerFacts {
  /** Pixels across, as stored. */
  readonly width: number;
  /** Pixels down, as stored. */
  readonly height: number;
  /** Pixels across once the orientation is applied. */
  readonly upright_width: number;
  readonly upright_height: number;
  /** The EXIF orientation, 1 to 8, that is still to be applied; 1 is upright. AVIF files turn themselves. */
  readonly orientation: number;
  readonly has_alpha: boolean;
  readonly color_space: string;
  readonly channels: number;
  readonly bits_per_channel: number | null;
  /** Pixels per inch; null where the file does not tell. */
  readonly density: number | null;
  readonly progressive: boolean;
  /** Such as "4:2:0"; null where colours are not subsampled. */
  readonly chroma_subsampling: string | null;
  /** Frames of an animation, or pages. */
  readonly frames: number;
  readonly icc_profile: IccProfile | null;
  readonly has_xmp: boolean;
  readonly has_iptc: boolean;
}

/** The container's facts and the raw EXIF block it carries. */
export interface Container {
  readonly facts: ContainerFacts;
  readonly exif: Uint8Array | null;
}

const BITS: Readonly<Record<string, number>> = {
  uchar: 8,
  char: 8,
  ushort: 16,
  short: 16,
  uint: 32,
  int: 32,
  float: 32,
};
/** libvips names some colour spaces by how deep their channels are; that is told apart here. */
const COLOR_SPACES: Readonly<Record<string, string>> = {
  'b-w': 'grey',
  grey16: 'grey',
  rgb16: 'srgb',
  rgb: 'srgb',
};

/**
 * Reads the header of a file, without decoding its pixels.
 *
 * @throws Error when it is no picture of a type that is let in
 */
export async function readContainer(file: Uint8Array): Promise<Container> {
  const metadata = await sharp(file, { failOn: 'none', limitInputPixels: false }).metadata();
  return { facts: containerFacts(metadata), exif: metadata.exif ?? null };
}

function containerFacts(metadata: Metadata): ContainerFacts {
  return {
    width: metadata.width,
    height: metadata.height,
    upright_width: metadata.autoOrient.width,
    upright_height: metadata.autoOrient.height,
    orientation: metadata.orientation ?? 1,
    has_alpha: metadata.hasAlpha,
    color_space: COLOR_SPACES[metadata.space] ?? metadata.space,
    channels: metadata.channels,
    bits_per_channel: metadata.bitsPerSample ?? BITS[metadata.depth] ?? null,
    density: metadata.density ?? null,
    progressive: metadata.isProgressive,
    chroma_subsampling: metadata.chromaSubsampling ?? null,
    frames: metadata.pages ?? 1,
    icc_profile: metadata.icc === undefined ? null : iccProfile(metadata.icc),
    has_xmp: metadata.xmp !== undefined,
    has_iptc: metadata.iptc !== undefined || metadata.tifftagPhotoshop !== undefined,
  };
}
