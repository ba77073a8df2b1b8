import type { GatehouseApiError } from '../errors/api-error.js';
import type { components } from '../generated/api.js';
import type { CamelCased } from './camel-cased.js';
import type { PluginName, ResultOf } from './plugins.js';

type Schemas = components['schemas'];

/** What is the same in the answers of all plugins. */
type AnalysisFacts = Omit<CamelCased<Schemas['Analysis']>, 'plugin' | 'result'>;

/** What a plugin found, and the facts of its execution. */
export interface Analysis<Plugin extends string = string> extends AnalysisFacts {
  readonly plugin: Plugin;
  /** As the `output_schema` of its manifest says: its keys are as the plugin writes them. */
  readonly result: ResultOf<Plugin>;
}

/** A job that was accepted. */
export interface SubmittedJob<Plugin extends string = string> extends CamelCased<Schemas['Accepted']> {
  /** The plugin that was asked: so that the type of its result is known later. */
  readonly plugin: Plugin;
}

/** A job by its id, or as `submit` gave it, which tells also the type of its result. */
export type JobReference = string | { readonly jobId: string; readonly plugin?: string };

/** The plugin of a job, where its reference tells. */
export type PluginOf<Reference extends JobReference> = Reference extends {
  readonly plugin: infer Plugin extends string;
}
  ? Plugin
  : string;

interface Succeeded<Plugin extends string> {
  readonly status: 'SUCCESS';
  readonly result: ResultOf<Plugin>;
  readonly error: null;
}

interface Failed {
  readonly status: 'FAILED';
  readonly result: null;
  readonly error: GatehouseApiError;
}

type JobResultFacts = Omit<CamelCased<Schemas['JobResult']>, 'status' | 'result' | 'error'>;

/** What a job came to that succeeded. */
export type JobSuccess<Plugin extends string = string> = JobResultFacts & Succeeded<Plugin>;

/** What a finished job came to. */
export type JobResult<Plugin extends string = string> = JobSuccess<Plugin> | (JobResultFacts & Failed);

type BatchFacts = Omit<CamelCased<Schemas['BatchResult']>, 'status' | 'result' | 'error'>;

/** What became of one item of a batch. */
export type BatchResult<Plugin extends string = string> = BatchFacts & (Succeeded<Plugin> | Failed);

/** What became of each item of a batch, in their order. */
export type BatchResults<Plugins extends readonly PluginName[]> = {
  readonly [Index in keyof Plugins]: BatchResult<Plugins[Index]>;
};

/** A job in a list. */
export type Job = CamelCased<Schemas['Job']>;

/** A job, and where it stands in the queue. */
export type JobStanding = CamelCased<Schemas['JobStanding']>;

/** The four states of a job. */
export type JobStatus = Job['status'];

/** A job that was cancelled. */
export type CancelledJob = CamelCased<Schemas['Cancelled']>;

/** The new job that repeats one that failed. */
export type RetriedJob = CamelCased<Schemas['Retry']>;

/** A job of which nothing is left. */
export type ErasedJob = CamelCased<Schemas['Erased']>;

/** Counts over jobs. */
export type JobStats = CamelCased<Schemas['JobStats']>;

/** How a plugin is. */
export type PluginHealth = CamelCased<Schemas['PluginHealth']>;

/** How a plugin is, and what its processes are held to. */
export type PluginDetail = CamelCased<Schemas['PluginDetail']>;

/** What a plugin says of itself. Its schemas are as they are. */
export type PluginManifest = CamelCased<Schemas['PluginManifest']>;

/** A step from one state of a plugin to another. */
export type Transition = CamelCased<Schemas['Transition']>;

/** What a reload did to each plugin. */
export type ReloadReport = CamelCased<Schemas['ReloadReport']>;

/** That the server is well. */
export type Health = CamelCased<Schemas['Health']>;

/** What the server is. */
export type About = CamelCased<Schemas['About']>;

/** What holds for every execution and every answer of the server, and how it was found when it was built. */
export type Governance = CamelCased<Schemas['Governance']>;
