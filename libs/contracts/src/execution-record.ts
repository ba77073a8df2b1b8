import type { ErrorEnvelope } from './error-envelope.js';

/**
 * What an execution spends its time on, in this order; one that fails does not come to the later ones.
 * Their times add up to the whole of it.
 */
export const EXECUTION_PHASE = Object.freeze({
  /** The image and the options are held against what the plugin takes. */
  INPUT: 'input',
  /** The image is made into what the plugin wants, which includes waiting for the decoder. */
  DECODE: 'decode',
  /** It waits until the plugin has a process for it. */
  QUEUE: 'queue',
  /** It is with the plugin: from handing over to the last byte of the answer. */
  RUN: 'run',
  /** The answer is held against what the plugin promises. */
  OUTPUT: 'output',
} as const);

/** One of the phases of an execution. */
export type ExecutionPhase = (typeof EXECUTION_PHASE)[keyof typeof EXECUTION_PHASE];

/** Milliseconds, of the phases that an execution came to. */
export type PhaseTimes = Readonly<Partial<Record<ExecutionPhase, number>>>;

/** What there is to tell of one execution once it is over. */
export interface ExecutionRecord {
  readonly plugin: string;
  /** Of the code that served; empty where its manifest cannot be read, null where there is no such plugin. */
  readonly version: string | null;
  readonly jobId: string | null;
  readonly requestId: string | null;
  /** Null where it succeeded. */
  readonly error: ErrorEnvelope | null;
  /** Whether it failed by a fault of the plugin or of the server; a refusal, or a caller who left, is none. */
  readonly isFault: boolean;
  readonly phases: PhaseTimes;
}
