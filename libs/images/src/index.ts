export type { AcquiredImage, ImageSource } from './acquisition/image-source.js';
export { fetchPolicy, type FetchPolicy } from './acquisition/url/fetch-policy.js';
export { ImageFetcher, type FetchControl } from './acquisition/url/image-fetcher.js';
export { AnalysisService } from './analysis.service.js';
export { ImageDecoder, type DecodedImage, type DecodeOptions } from './decoding/image-decoder.js';
export type { ImageDescription } from './describe-image.js';
export { ImagesModule } from './images.module.js';
export type { CaptionedBox } from './rendering/captioned-box.js';
export { PictureRenderer } from './rendering/picture-renderer.js';
export type {
  BrokenImage,
  ImageHeader,
  ImageInspection,
  Orientation,
  PixelSize,
} from './inspection/image-inspection.js';
export { longestIntakeMs, longestRenderingMs } from './longest-intake.js';
export { inspectImage } from './inspection/inspect-image.js';
export { checkIntake } from './intake/check-intake.js';
export { intakeLimits, type IntakeLimits } from './intake/intake-limits.js';
