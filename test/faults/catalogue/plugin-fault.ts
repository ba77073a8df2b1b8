import type { ErrorCode } from '@gatehouse/errors';
import type { FaultSection } from '../../../scripts/docs/faults-page.js';

/** What a machine must offer for a fault to be held; without it the fault is skipped by name. */
export type NeededMeasure = 'networkIsolation' | 'resourceLimits' | 'ownUser';

/**
 * `clocked`: it may end only by the time limit, which is short, and has memory to spare, so that a queue that grows in a loop
 * meets the clock first. `ample`: it ends by itself, whatever the load of the machine, or meets its small memory. `roomy`: it
 * has more than enough of both.
 */
export type FaultLimits = 'clocked' | 'ample' | 'roomy';

/** One thing that a plugin may do to the server, and what its caller is to be told. */
export interface PluginFault {
  /** Ends the sentence "A plugin that …". */
  readonly what: string;
  /** The body of a `run`; knows `image`, `options`, `context` and what the faulty plugin imports. */
  readonly does: string;
  /** One of these is what the caller is told. Empty where it gets its answer: the harm was meant for others. */
  readonly codes: readonly ErrorCode[];
  /** What the plugin answers where it does. */
  readonly answers?: unknown;
  /** What its plugin is held to; `ample` where it is left out. */
  readonly limits?: FaultLimits;
  readonly needs?: NeededMeasure;
}

/** Faults of one kind, which share a server and a section of docs/faults.md. */
export interface FaultFamily {
  readonly section: FaultSection;
  readonly faults: readonly PluginFault[];
}

/** Bodies of `run` by what they do. */
export type FaultTable = Readonly<Record<string, string>>;

type Extras = Pick<PluginFault, 'limits' | 'needs'>;

/** Faults whose caller is told one of these codes. */
export function fails(codes: readonly ErrorCode[], table: FaultTable, extras: Extras = {}): PluginFault[] {
  return Object.entries(table).map(([what, does]) => ({ what, does, codes, ...extras }));
}

/** Faults whose caller gets its answer. */
export function answers(answer: unknown, table: FaultTable, extras: Extras = {}): PluginFault[] {
  return Object.entries(table).map(([what, does]) => ({
    what,
    does,
    codes: [],
    answers: answer,
    ...extras,
  }));
}

const LOSSES: readonly ErrorCode[] = ['PLUGIN_TIMED_OUT', 'PLUGIN_CRASHED', 'PLUGIN_OUT_OF_MEMORY'];

/** Whether a fault costs its process, and so counts for the quarantine. */
export function costsProcess({ codes }: PluginFault): boolean {
  return codes.some((code) => LOSSES.includes(code));
}
