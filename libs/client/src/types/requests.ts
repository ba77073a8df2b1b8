import type { CallOptions, SubmissionOptions } from '../client-options.js';
import type { ImageSource } from '../wire/image.js';
import type { JobStatus } from './answers.js';
import type { JobEvent } from './job-event.js';
import type { OptionsOf, PluginName } from './plugins.js';

/** Which plugin is asked, and what it is told. */
export interface PluginRequest<Plugin extends PluginName> {
  readonly plugin: Plugin;
  readonly options?: OptionsOf<Plugin> | undefined;
}

/** What is asked of a plugin about an image. */
export interface AnalysisRequest<Plugin extends PluginName> extends PluginRequest<Plugin>, SubmissionOptions {
  /** The image’s media type, which the server then checks against its bytes. */
  readonly mimeType?: string | undefined;
}

/** What is asked of a plugin about an image that the server fetches. */
export type UrlAnalysisRequest<Plugin extends PluginName> = PluginRequest<Plugin> & SubmissionOptions;

/** What is asked for and waited for. */
export type Rendered<Request> = Request & {
  /** Whether the image is answered too, with boxes and labels drawn on it; of plugins that find boxes. */
  readonly render?: boolean | undefined;
};

/** What is asked for later, and may be tried again. */
export type Submission<Request> = Request & {
  /** How often it may be run in all, 1 to 10, where it fails in a way that another run may not; 1 by default. */
  readonly maxAttempts?: number | undefined;
};

/** One item of a batch. */
export interface BatchItem<Plugin extends PluginName> extends PluginRequest<Plugin> {
  readonly image: ImageSource;
  readonly mimeType?: string | undefined;
}

/** The items of a batch, each with the options of its own plugin. */
export type BatchItems<Plugins extends readonly PluginName[]> = {
  readonly [Index in keyof Plugins]: BatchItem<Plugins[Index]>;
};

/** Which jobs are listed. */
export interface JobFilter extends CallOptions {
  readonly status?: JobStatus | undefined;
  readonly plugin?: PluginName | undefined;
  /** How many are fetched at once. */
  readonly pageSize?: number | undefined;
}

/** How a job is watched. */
export interface WatchOptions extends CallOptions {
  /** The sequence of the last event that is known; by default all are given. */
  readonly after?: number | undefined;
}

/** How a job is waited for. */
export interface WaitOptions extends WatchOptions {
  /** Told of each thing that happens meanwhile. */
  readonly onEvent?: ((event: JobEvent) => void) | undefined;
}
