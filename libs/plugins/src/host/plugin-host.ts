import { AsyncResource } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ExecutionControl, PluginOutput, RunPayload } from '@gatehouse/contracts';
import {
  builtProgram,
  packageClosure,
  SandboxPool,
  type JsonLimits,
  type ProcessBudget,
  type ProcessEnd,
  type SandboxLogLevel,
  type SandboxMeasures,
  type SandboxSpec,
} from '@gatehouse/sandbox';
import type { LoadedPlugin } from '../loader/load-plugin.js';
import { explainStartFailure } from './explain-start-failure.js';
import { fromSandboxFailure } from './from-sandbox-failure.js';
import { parseOutput } from './parse-output.js';

/** What the server gives every plugin alike. */
export interface HostSettings {
  /** The server, by its folder of data. */
  readonly owner: string;
  /** Executions that may wait for one plugin. */
  readonly maxQueue: number;
  readonly output: JsonLimits;
  /** Milliseconds from the start of a process to the end of `initialize`. */
  readonly startTimeoutMs: number;
  /** The limit on the processes of all plugins together. */
  readonly budget: ProcessBudget;
  /** Milliseconds after which a process with nothing to do ends. */
  readonly idleMs: number;
  readonly log: (plugin: string, level: SandboxLogLevel, message: string, jobId: string | null) => void;
  /** Told of each process that had been ready and is gone, but for those that were let go because nothing came. */
  readonly onProcessEnd: (plugin: string, end: ProcessEnd) => void;
}

const PROGRAM = builtProgram(new URL('./plugin-process.js', import.meta.url));
/** A process outlives the request that started it, and hears of the next ones: what it says is logged under its own. */
const ofNoRequest = new AsyncResource('gatehouse plugin');
/** What a reply needs besides the output itself. */
const REPLY_OVERHEAD_BYTES = 1024;

/** The hardened processes of one plugin. */
export class PluginHost {
  private readonly pool: SandboxPool;

  constructor(
    private readonly plugin: LoadedPlugin,
    private readonly settings: HostSettings,
  ) {
    this.pool = new SandboxPool(specOf(plugin, settings), settings.budget);
  }

  /**
   * Starts the first process and the plugin in it.
   *
   * @throws SandboxFailure `start_failed`; its stack is the one inside the process
   */
  async start(): Promise<void> {
    try {
      await this.pool.start();
    } catch (failure) {
      throw explainStartFailure(failure, this.plugin);
    }
  }

  /**
   * Runs the plugin once.
   *
   * @throws GatehouseError every way in which it can end without an answer
   */
  async run(payload: RunPayload, control: ExecutionControl): Promise<PluginOutput> {
    const { name, contract } = this.plugin;
    const { image, ...facts } = payload;
    // Not a snapshot: making one costs as much as many calls of it.
    const ofRequest = new AsyncResource('gatehouse execution');
    try {
      const reply = await this.pool.call({
        header: { payload: facts, jobId: control.jobId },
        body: image,
        timeoutMs: contract.manifest.limits.timeout_ms,
        ...(control.signal === undefined ? {} : { signal: control.signal }),
        ...(control.onProgress === undefined ? {} : { onProgress: control.onProgress }),
        ...(control.onStart === undefined ? {} : { onStart: control.onStart }),
        onLog: (level, message) => {
          ofRequest.runInAsyncScope(this.settings.log, undefined, name, level, message, control.jobId);
        },
      });
      return parseOutput(reply.body, this.settings.output);
    } catch (failure) {
      throw fromSandboxFailure(explainStartFailure(failure, this.plugin), contract.manifest);
    }
  }

  /** Whether a process is up, on its way, or would come for the next execution. */
  get live(): boolean {
    return this.pool.usable;
  }

  /** Executions that wait for a process. */
  get queued(): number {
    return this.pool.stats().queued;
  }

  /** What its processes are held to. */
  isolation(): Promise<SandboxMeasures> {
    return this.pool.measures();
  }

  async close(): Promise<void> {
    await this.pool.close();
  }
}

function specOf({ name, contract, folder, entry }: LoadedPlugin, settings: HostSettings): SandboxSpec {
  const { limits, permissions } = contract.manifest;
  const { maxBytes, maxDepth, maxValues } = settings.output;
  const absolute = (path: string): string => resolve(folder, path);
  return {
    name: `plugin:${name}`,
    owner: settings.owner,
    program: PROGRAM,
    argument: { folder, entry: pathToFileURL(entry).href, output: { maxBytes, maxDepth, maxValues } },
    readPaths: [...ownFolders(folder), ...permissions.read.map(absolute)],
    writePaths: permissions.write.map(absolute),
    addons: permissions.addons,
    network: permissions.network,
    memoryMb: limits.memory_mb,
    startTimeoutMs: settings.startTimeoutMs,
    maxReplyBytes: maxBytes + REPLY_OVERHEAD_BYTES,
    maxProcesses: limits.max_concurrency,
    idleMs: settings.idleMs,
    maxQueue: settings.maxQueue,
    onLog: (level, message) => {
      ofNoRequest.runInAsyncScope(settings.log, undefined, name, level, message, null);
    },
    onProcessEnd: (end) => {
      settings.onProcessEnd(name, end);
    },
  };
}

/** A plugin that is no npm package reads its own folder; a package its dependencies too. */
function ownFolders(folder: string): readonly string[] {
  return existsSync(join(folder, 'package.json')) ? packageClosure(folder) : [folder];
}
