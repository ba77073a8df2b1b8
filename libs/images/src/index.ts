export type {
  BrokenImage,
  ImageHeader,
  ImageInspection,
  Orientation,
  PixelSize,
} from './inspection/image-inspection.js';
export { inspectImage } from './inspection/inspect-image.js';
export { checkIntake } from './intake/check-intake.js';
export { intakeLimits, type IntakeLimits } from './intake/intake-limits.js';
