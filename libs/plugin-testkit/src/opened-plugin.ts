import { readFile } from 'node:fs/promises';
import type { ExecutionProgress, JsonObject, PluginManifest, PluginOutput } from '@gatehouse/contracts';
import { toErrorBody, toErrorEnvelope } from '@gatehouse/errors';
import type { AnalysisExecutionService } from '@gatehouse/execution';
import type { FoundPlugin } from './find-plugin.js';
import { PluginFailure } from './plugin-failure.js';
import type { PluginLogLine } from './plugin-log.js';

/** What accompanies an image. */
export interface RunOptions {
  /** The plugin's options, as a caller would send them; defaults are applied. */
  readonly options?: JsonObject;
  /** The media type to declare; by default none is. */
  readonly mimeType?: string;
  /** Aborting it ends the execution. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExecutionProgress) => void;
  /** Called when the plugin begins. */
  readonly onStart?: () => void;
}

/** What came of a run. */
export interface RunReport {
  readonly result: PluginOutput;
  readonly jobId: string;
  /** Milliseconds in the plugin. */
  readonly executionTimeMs: number;
}

interface Parts extends FoundPlugin {
  readonly manifest: PluginManifest;
  readonly logs: readonly PluginLogLine[];
  readonly executions: AnalysisExecutionService;
  readonly close: () => Promise<void>;
}

/** A plugin that is ready to run, with a whole server's execution path behind it. To be closed. */
export class OpenedPlugin {
  constructor(private readonly parts: Parts) {}

  get name(): string {
    return this.parts.name;
  }

  /** Absolute path of its folder, links resolved. */
  get folder(): string {
    return this.parts.folder;
  }

  /** As the server reads it: defaults filled in, limits capped. */
  get manifest(): PluginManifest {
    return this.parts.manifest;
  }

  /** What was granted here and an operator has to grant by PLUGIN_GRANTS; none for a plugin that ships. */
  get granted(): readonly string[] {
    return this.parts.shipped ? [] : this.parts.asksFor;
  }

  /** What it logged so far, and what the server said of its processes. Grows. */
  get logs(): readonly PluginLogLine[] {
    return this.parts.logs;
  }

  /**
   * Runs it once, as a request to the server would: intake, options, a hardened process, output schema, job record.
   *
   * @param image an encoded image, or the file URL of one
   * @throws PluginFailure with the code and the message that a client would be told
   */
  async run(image: Uint8Array | URL, given: RunOptions = {}): Promise<RunReport> {
    const bytes = image instanceof URL ? new Uint8Array(await readFile(image)) : image;
    const { options = {}, mimeType = null, ...control } = given;
    const request = { plugin: this.name, image: { kind: 'bytes', bytes, mimeType }, options } as const;
    try {
      const report = await this.parts.executions.analyze(request, { requestId: null, ...control });
      return { result: report.result, jobId: report.jobId, executionTimeMs: report.executionTimeMs };
    } catch (thrown) {
      throw new PluginFailure(toErrorBody(toErrorEnvelope(thrown, { plugin: this.name })));
    }
  }

  /** Ends its processes and removes what was stored. */
  close(): Promise<void> {
    return this.parts.close();
  }
}
