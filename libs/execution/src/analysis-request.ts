import type { ErrorBody, ExecutionControl, JobStatus, JsonObject, PluginOutput } from '@gatehouse/contracts';
import type { GatehouseError } from '@gatehouse/errors';
import type { FetchControl, ImageDescription, ImageSource } from '@gatehouse/images';
import type { JobEvent } from '@gatehouse/jobs';

/** What a caller wants analysed. */
export interface AnalysisRequest {
  readonly plugin: string;
  readonly image: ImageSource;
  readonly options: JsonObject;
  /** Whether what is found is to be drawn on the image; not unless given. */
  readonly isRendered?: boolean;
}

/** What a caller wants analysed later. */
export interface SubmissionRequest extends AnalysisRequest {
  /** How often it may be run in all, where it fails in a way that another run may not; 1 unless given. */
  readonly maxAttempts?: number;
}

/** What came out of a successful analysis. */
export interface AnalysisReport {
  readonly plugin: string;
  readonly result: PluginOutput;
  readonly jobId: string;
  /** Milliseconds from the plugin's beginning to leaving the gate. */
  readonly executionTimeMs: number;
  readonly image: ImageDescription;
  /** The image with what was found drawn on it, as a `data:` URL; null where nobody asked for it. */
  readonly rendered: string | null;
}

/** What accompanies a request. */
export interface AnalysisControl extends Omit<ExecutionControl, 'jobId'>, Pick<FetchControl, 'holdBytes'> {
  /** Whose jobs come of it; null, and nobody's in particular, unless given. */
  readonly owner?: string | null;
}

/** One of several requests that came together: what is wanted, or why it is no request at all. */
export type BatchItem = AnalysisRequest | GatehouseError;

/** What became of one of several requests: a result or an error, never both. */
export interface BatchOutcome {
  /** Null where it was refused before there was a job. */
  readonly jobId: string | null;
  readonly status: Extract<JobStatus, 'SUCCESS' | 'FAILED'>;
  readonly result: PluginOutput | null;
  readonly error: ErrorBody | null;
}

/** One entry of a job's history. */
export interface FollowedEvent {
  readonly event: JobEvent;
  /** Why it failed, where the event is that it did. */
  readonly error: ErrorBody | null;
}
