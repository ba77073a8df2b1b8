import type { ContainerFacts } from './container/read-container.js';
import type { ExifTags } from './exif/read-exif.js';
import type { CameraSettings } from './facts/camera-settings.js';
import type { GpsPosition } from './facts/gps-position.js';

/** What the plugin answers; `output_schema` of plugin.json says the same. */
export interface MetadataResult extends ContainerFacts, CameraSettings {
  /** "jpeg", "png", "webp", "gif", "tiff" or "avif". */
  readonly format: string;
  /** ISO 8601, with the offset from UTC where it is known. */
  readonly captured_at: string | null;
  readonly gps: GpsPosition | null;
  /** Null where the file carries none. */
  readonly exif: ExifTags | null;
  /** What was found broken and left out, in words. */
  readonly warnings: readonly string[];
}
