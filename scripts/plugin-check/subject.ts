import type { JsonObject, ManifestExample, PluginManifest, PluginOutput } from '@gatehouse/contracts';
import { openPlugin, PluginFailure, type OpenedPlugin, type RunOptions } from '@gatehouse/plugin-testkit';
import { exampleImage } from './example-image.ts';
import { MemoryMeter } from './memory-meter.ts';

/** One run and what came of it: a result, or how it failed. */
export interface Attempt {
  readonly what: string;
  readonly result: PluginOutput | null;
  readonly failure: PluginFailure | null;
  /** Milliseconds in the plugin; 0 where it gave no result. */
  readonly executionTimeMs: number;
}

/** An image and what to call it. */
export interface NamedImage {
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** An example of the manifest with its image. */
export interface LoadedExample extends NamedImage {
  readonly example: ManifestExample;
}

/** Something that was left behind, and what was being done before. */
export interface Residue {
  readonly after: string;
  readonly text: string;
}

/** Failures after which a server may keep the plugin out of service. */
const LOSSES: ReadonlySet<string> = new Set([
  'PLUGIN_TIMED_OUT',
  'PLUGIN_CRASHED',
  'PLUGIN_OUT_OF_MEMORY',
  'PLUGIN_LOAD_FAILED',
  'PLUGIN_UNAVAILABLE',
]);
const REPLACED = /^its process is replaced: (.*)$/;

/** The plugin that is checked. It is opened anew where it was lost, so that one fault does not hide the next. */
export class Subject {
  readonly memory: MemoryMeter;
  private plugin: OpenedPlugin;
  private heard = 0;
  /** Why processes were replaced, each with the job it was found after. */
  private readonly replacements: { readonly jobId: string | null; readonly reason: string }[] = [];
  /** What was being done, by the job it was done in. */
  private readonly doneIn = new Map<string, string>();
  private examples: readonly LoadedExample[] | null = null;

  private constructor(plugin: OpenedPlugin) {
    this.plugin = plugin;
    this.memory = new MemoryMeter(plugin.folder);
  }

  /** @throws PluginNotReady, Error where there is no such folder */
  static async open(folder: string): Promise<Subject> {
    return new Subject(await openPlugin(folder));
  }

  get manifest(): PluginManifest {
    return this.plugin.manifest;
  }

  get folder(): string {
    return this.plugin.folder;
  }

  get granted(): readonly string[] {
    return this.plugin.granted;
  }

  /**
   * The manifest's examples with their images.
   *
   * @throws Error where an image is not there
   */
  async loadExamples(): Promise<readonly LoadedExample[]> {
    this.examples ??= await Promise.all(
      this.manifest.examples.map(async (example, index) => ({
        example,
        what: `example ${index + 1} (${example.image})`,
        bytes: await exampleImage(this.folder, example.image),
      })),
    );
    return this.examples;
  }

  /** Runs it once. Never rejects for what the plugin does. */
  async attempt(
    { what, bytes }: NamedImage,
    options: JsonObject = {},
    control: Omit<RunOptions, 'options'> = {},
  ): Promise<Attempt> {
    const endMetering = this.memory.watch();
    try {
      const { result, jobId, executionTimeMs } = await this.plugin.run(bytes, { ...control, options });
      this.doneIn.set(jobId, what);
      return { what, result, failure: null, executionTimeMs };
    } catch (thrown) {
      if (!(thrown instanceof PluginFailure)) throw thrown;
      const { job_id: jobId } = thrown.error.details;
      if (jobId !== null) this.doneIn.set(jobId, what);
      if (LOSSES.has(thrown.code)) await this.reopen();
      return { what, result: null, failure: thrown, executionTimeMs: 0 };
    } finally {
      endMetering();
      this.hear();
    }
  }

  /** What calls left behind, in the order of the calls: the server tells it a moment after each answer. */
  get residues(): readonly Residue[] {
    return [...this.doneIn].flatMap(([job, after]) =>
      this.replacements.filter(({ jobId }) => jobId === job).map(({ reason }) => ({ after, text: reason })),
    );
  }

  /** Ends its processes and starts it again. */
  async reopen(): Promise<void> {
    const { folder } = this.plugin;
    await this.close();
    this.plugin = await openPlugin(folder);
    this.heard = 0;
  }

  /** Takes note of what the server has said of its processes since the last time. */
  hear(): void {
    for (const { text, jobId } of this.plugin.logs.slice(this.heard)) {
      const reason = REPLACED.exec(text)?.[1];
      if (reason !== undefined) this.replacements.push({ jobId, reason });
    }
    this.heard = this.plugin.logs.length;
  }

  async close(): Promise<void> {
    this.hear();
    await this.plugin.close();
  }
}
