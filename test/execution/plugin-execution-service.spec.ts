import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inject, Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import type { ExecutionControl, PluginPayload } from '@gatehouse/contracts';
import * as publicDoor from '@gatehouse/execution';
import { AnalysisExecutionService, ExecutionJournal, ExecutionModule } from '@gatehouse/execution';
import {
  ExecutionRecorder,
  InputValidator,
  JobExecutionService,
  OutputValidator,
  PixelIntake,
  PluginExecutionService,
  ToolRunner,
  isFailure,
} from '@gatehouse/execution/internal';
import { ImagesModule } from '@gatehouse/images';
import { PluginRegistry, PluginsModule } from '@gatehouse/plugins';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { recordSpans } from './support/record-spans.js';
import { STEERED, steeredWith } from './support/steered-plugin.js';

const png = await sample('png');
const { app, registry } = await openExecution({
  steered: STEERED,
  wide: steeredWith({ max_concurrency: 3 }),
  held: { manifest: { output_schema: { type: 'object', required: ['answer'] } } },
  broken: { code: 'not a module' },
  missing: { manifest: { requires: { files: ['no-such-file'] } } },
});
const service = app.get(PluginExecutionService);
const control: ExecutionControl = { jobId: 'job-1', requestId: 'request-1' };
const payload = (options: PluginPayload['options'] = {}): PluginPayload => ({
  image: png,
  mimeType: null,
  options,
});

describe('selecting a plugin [PATH-04]', () => {
  it.each(['steered', 'broken', 'missing'])('finds %s, whatever its state', (name) => {
    expect(() => {
      service.select(name);
    }).not.toThrow();
  });

  it.each(['nobody', '', 'STEERED', 'steered ', '../steered', '__proto__', 'constructor', 'toString'])(
    'finds no plugin called "%s"',
    (name) => {
      const found = (): void => {
        service.select(name);
      };
      expect(found).toThrow(expect.objectContaining({ code: 'PLUGIN_NOT_FOUND', plugin: name }) as Error);
    },
  );
});

describe('what is known of a plugin before it is executed [PATH-04]', () => {
  it('is what the gate would refuse', () => {
    expect(service.check('steered', payload(), control)).toBeNull();
    expect(service.check('steered', payload({ count: 0 }), control)).toMatchObject({
      plugin: 'steered',
      details: { code: 'OPTIONS_INVALID', job_id: 'job-1', request_id: 'request-1' },
    });
  });

  it('is how many executions it takes at once; one where nothing is known of it', () => {
    expect(['wide', 'nobody'].map((name) => service.concurrencyOf(name))).toEqual([3, 1]);
  });

  it('is what its answers are held to; nothing where nothing is known of it', () => {
    const schema = { type: 'object', required: ['answer'] };
    expect(['held', 'nobody'].map((name) => service.outputSchemaOf(name))).toEqual([schema, null]);
  });
});

describe('a name that no plugin could have [PATH-04] [ERR-01]', () => {
  it.each(['x'.repeat(5_000_000), `${'x'.repeat(99)}\u{1F600}`])('is told back in part (%#)', (name) => {
    const found = (): void => {
      service.select(name);
    };
    const plugin = expect.stringMatching(/^x{99}.$/) as string;
    expect(found).toThrow(expect.objectContaining({ code: 'PLUGIN_NOT_FOUND', plugin }) as Error);
    expect(found).toThrow(/^There is no plugin x{99}.\. GET/);
  });
});

describe('executing a plugin [PATH-04]', () => {
  it('hands out what the gate says', async () => {
    const [result, error] = await service.execute('steered', payload(), control);
    expect(error).toEqual({});
    expect(result).toMatchObject({ mimeType: 'image/png', bytes: png.byteLength });
  });

  it('hands out the envelope of a failure, as a value', async () => {
    const outcome = await service.execute('steered', payload({ act: 'throw' }), control);
    expect(isFailure(outcome)).toBe(true);
    expect(outcome).toMatchObject([
      {},
      { message: 'kaboom', details: { code: 'PLUGIN_THREW', job_id: 'job-1', request_id: 'request-1' } },
    ]);
  });

  it.each([
    ['answer', 'ok'],
    ['throw', 'PLUGIN_THREW'],
  ])('says in its span how it ended: %s', async (act, ending) => {
    const spans = await recordSpans(() => service.execute('steered', payload({ act }), control));
    expect(spans.at(-1)).toMatchObject({
      name: 'PluginExecutionService.execute',
      attributes: { 'gatehouse.plugin.name': 'steered', 'gatehouse.outcome': ending },
    });
  });

  it('moves the counts of the plugin by one [MET-01]', async () => {
    const before = registry.health('steered');
    await service.execute('steered', payload(), control);
    await service.execute('steered', payload({ act: 'throw' }), control);
    expect(registry.health('steered')).toMatchObject({
      successCount: (before?.successCount ?? 0) + 1,
      errorCount: (before?.errorCount ?? 0) + 1,
    });
  });
});

describe('the wall around the gate [PATH-03]', () => {
  /** Starts a module beside the execution module whose one provider wants `wanted`. */
  async function startOutsider(wanted: Type, providers: Type[] = [], imports: Type[] = []): Promise<string> {
    @Injectable()
    class Outsider {
      constructor(@Inject(wanted) readonly held: unknown) {}
    }
    const dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-outsider-'));
    const settings = readConfig({ DATA_DIR: dataDir });
    @Module({})
    class OutsideModule {}
    const root = {
      module: OutsideModule,
      imports: [ConfigModule.forRoot(settings), ExecutionModule, ...imports],
      providers: [Outsider, ...providers],
    };
    try {
      const outside = await NestFactory.createApplicationContext(root, {
        logger: false,
        abortOnError: false,
      });
      await outside.close();
      return 'injected';
    } catch (thrown) {
      return Error.isError(thrown) ? thrown.message : String(thrown);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }

  const inner = [ToolRunner, PluginExecutionService, JobExecutionService, InputValidator, OutputValidator];

  it.each(inner.map((wanted) => [wanted.name, wanted] as const))(
    'keeps %s from being injected elsewhere',
    async (_, wanted) => {
      expect(await startOutsider(wanted)).toMatch(/can't resolve dependencies of the Outsider/);
    },
  );

  it('lets the façade through and the journal, and nothing else', async () => {
    expect(await startOutsider(AnalysisExecutionService)).toBe('injected');
    expect(Reflect.getMetadata('exports', ExecutionModule)).toEqual([
      AnalysisExecutionService,
      ExecutionJournal,
    ]);
  });

  it('refuses a second gate beside the first', async () => {
    const gate = [ToolRunner, InputValidator, PixelIntake, OutputValidator, ExecutionRecorder];
    expect(await startOutsider(ToolRunner, gate, [PluginsModule, ImagesModule])).toMatch(/one ToolRunner/);
  });

  it('has three things behind its public door', () => {
    const door = ['AnalysisExecutionService', 'ExecutionJournal', 'ExecutionModule'];
    expect(Object.keys(publicDoor).sort()).toEqual(door);
  });

  it('gives the registry out without the right to run anything', async () => {
    const handle = app.get(PluginRegistry).handle('steered');
    const before = registry.health('steered');
    const image = { image: png, mimeType: 'image/png', width: 64, height: 48, options: {} } as const;
    const given = { ...image, original: { width: 64, height: 48 } };
    await expect(handle?.run(Object.freeze({}) as never, given, control)).rejects.toThrow(
      /without the gate's permit/,
    ); // no permit can be made
    expect(registry.health('steered')).toEqual({ ...before, uptimeSeconds: expect.any(Number) as number });
  });
});
