import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawnServer, type ServerProcess } from '../../../scripts/support/server-process.js';
import { AnalysisClient } from '../../execution/support/analysis-client.js';
import { processesOf } from '../../sandbox/support/processes-of.js';
import type { Answer } from '../../support/http.js';
import { sample } from '../../support/images/samples.js';
import { pluginFolder, type PluginSource } from '../../support/plugin-folder.js';
import { until } from '../../support/until.js';
import { expectFaultAnswer, expectGood } from './expect-fault-answer.js';
import type { SeenFault } from './fault-table.js';
import { FAULT_TIMEOUT_MS, GOOD_PLUGIN } from './faulty-plugin.js';
import type { PlacedFault } from './place-faults.js';
import { childrenOf, resourcesOf, type Resources } from './server-resources.js';

/** What a machine under load may take on top of a limit, in milliseconds; the promise is 250. */
const GENEROUS_MS = 10_000;

const png = await sample('png', 16, 16);

/** A real server with faulty plugins and a good one, and a client that has seen each of them answer. */
export class FaultScene {
  /** Calls of the good plugin so far. */
  goodCalls = 0;
  private processes = 0;

  private constructor(
    readonly server: ServerProcess,
    readonly client: AnalysisClient,
    /** Of all the plugins. */
    readonly folder: string,
    /** Where the server was told to put temporary files. */
    readonly temporary: string,
    private readonly port: number,
  ) {}

  /**
   * Starts the server. Whoever opens it disposes of the server.
   *
   * @param warm the plugins to wait for and to call once; those that cannot be loaded are none of them
   */
  static async open(
    plugins: Readonly<Record<string, PluginSource>>,
    warm: readonly string[] = Object.keys(plugins),
  ): Promise<FaultScene> {
    const folder = pluginFolder({ ...plugins, good: GOOD_PLUGIN });
    const temporary = join(folder, '.tmp'); // a name that no plugin has
    mkdirSync(temporary);
    const twins = pluginFolder({ good: { code: 'export default { run: () => ({ ok: false }) };' } });
    const paths = `${folder}:${twins}`; // of two with one name the first found serves
    const server = await spawnServer({
      PLUGIN_PATHS: paths,
      LOG_LEVEL: 'silent',
      TMPDIR: temporary,
      SANDBOX_MAX_PROCESSES: '100', // no plugin is to make room for another
    });
    const url = await server.ready();
    const scene = new FaultScene(
      server,
      new AnalysisClient(url),
      folder,
      temporary,
      Number(new URL(url).port),
    );
    await scene.warmUp([...warm, 'good']);
    return scene;
  }

  get pid(): number {
    return this.server.process.pid ?? 0;
  }

  get alive(): boolean {
    const { exitCode, signalCode } = this.server.process;
    return exitCode === null && signalCode === null;
  }

  resources(): Resources {
    return resourcesOf(this.pid, this.port);
  }

  /** What lies where a plugin or the server may have left something. */
  strayFiles(): string[] {
    const ours = readdirSync('/tmp').filter((name) => name.startsWith('gatehouse-was-here'));
    return [...readdirSync(this.temporary), ...ours];
  }

  /** Asks a faulty plugin for its fault. */
  harm({ plugin, what }: PlacedFault): Promise<Answer> {
    return this.client.analyze(plugin, png, { fault: what, port: this.port });
  }

  /** Makes a call that is to succeed: of the good plugin, or of a faulty one that is asked for nothing. */
  async callWell(plugin = 'good'): Promise<Answer> {
    if (plugin === 'good') this.goodCalls++;
    return this.client.analyze(plugin, png);
  }

  /** Has one fault done while a good call is under way, and looks at everything it may not have touched. */
  async provoke(fault: PlacedFault): Promise<SeenFault> {
    const { plugin, what, codes } = fault;
    const before = await this.client.health(plugin);
    const startedAt = performance.now();
    const harmed = this.harm(fault).then((answer) => [answer, performance.now() - startedAt] as const);
    const [[answer, tookMs], good] = await Promise.all([harmed, this.callWell()]);

    const gets = expectFaultAnswer(answer, fault);
    expectGood(good);
    expect(tookMs).toBeLessThan(FAULT_TIMEOUT_MS + GENEROUS_MS);
    const failed = codes.length === 0 ? 0 : 1;
    expect(await this.client.health(plugin)).toMatchObject({
      success_count: before.success_count + 1 - failed,
      error_count: before.error_count + failed,
    });

    expectGood(await this.callWell(plugin));
    expect(await this.client.health(plugin)).toMatchObject({ state: 'INITIALIZED', reason: null });
    await until(() => processesOf(join(this.folder, plugin)).length <= 1);
    await until(() => childrenOf(this.pid).length <= this.processes);
    expect(this.alive).toBe(true);
    return { what, gets, tookMs: Math.round(tookMs) };
  }

  /** Waits until all plugins are up, and calls each once, so that everything that is made at first use is there. */
  private async warmUp(plugins: readonly string[]): Promise<void> {
    await this.client.started(plugins);
    for (const plugin of plugins) expectGood(await this.callWell(plugin));
    this.processes = childrenOf(this.pid).length;
  }
}
