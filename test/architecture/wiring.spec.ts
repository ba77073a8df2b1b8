import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Module } from '@nestjs/common';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { ExecutionModule } from '@gatehouse/execution';
import { ToolRunner } from '@gatehouse/execution/internal';
import { PluginRegistry, PluginsModule } from '@gatehouse/plugins';
import { AppModule } from '../../apps/server/src/app.module.js';
import { repositoryPolicy, ROOT } from '../../scripts/scanner/repository.ts';
import { forbiddenInjections, pastTheFacade, strayExports, wiringOf } from './wiring-graph.js';

const policy = await repositoryPolicy();
const files = globSync('{apps,libs}/**/src/**/*.ts', { cwd: ROOT });
const values = readConfig({ DATA_DIR: join(tmpdir(), 'gatehouse-is-never-made') });

describe('the wiring of the server [PATH-03]', () => {
  it('gives nobody what the policy keeps from them', async () => {
    const wiring = await wiringOf(AppModule.forRoot(values));
    expect(forbiddenInjections(wiring, policy, files)).toEqual([]);
    expect(pastTheFacade(wiring, policy)).toEqual([]);
    expect(strayExports(wiring, policy)).toEqual([]);
  });

  it('has one gate, which one class has', async () => {
    const { injections, provided } = await wiringOf(AppModule.forRoot(values));
    expect(injections.filter(({ what }) => what === 'ToolRunner').map(({ by }) => by)).toEqual([
      'PluginExecutionService',
    ]);
    expect(provided.filter((name) => name.endsWith('.ToolRunner'))).toEqual(['ExecutionModule.ToolRunner']);
    expect(provided.filter((name) => name.endsWith('.PluginRegistry'))).toEqual([
      'PluginsModule.PluginRegistry',
    ]);
  });

  it('reaches the path through what stands at the routes, which has the façade', async () => {
    const { injections } = await wiringOf(AppModule.forRoot(values));
    const callers = injections.filter(({ what }) => what === 'AnalysisExecutionService').map(({ by }) => by);
    expect(callers).not.toEqual([]);
    expect(callers.filter((name) => !/(Controller|Interceptor)$/.test(name))).toEqual([]);
  });
});

@Injectable()
class Stranger {
  constructor(readonly registry: PluginRegistry) {}
}

@Injectable()
class Bypass {
  constructor(readonly gate: ToolRunner) {}
}

/** The real module, which hands on one more. */
@Module({
  imports: Reflect.getMetadata('imports', ExecutionModule) as [], // as its decorator wrote it
  providers: Reflect.getMetadata('providers', ExecutionModule) as [], // likewise
  exports: [ToolRunner],
})
class OpenedModule {}
Object.defineProperty(OpenedModule, 'name', { value: 'ExecutionModule' });

describe('a wiring that the policy forbids [PATH-03]', () => {
  const config = ConfigModule.forRoot(values);

  it('is seen where a stranger has the registry', async () => {
    @Module({ imports: [config, PluginsModule], providers: [Stranger] })
    class Root {}
    const wiring = await wiringOf(Root);
    expect(forbiddenInjections(wiring, policy, files)).toEqual(['Stranger has PluginRegistry']);
  });

  it('is seen where the gate is handed on, and taken', async () => {
    @Module({ imports: [config, OpenedModule], providers: [Bypass] })
    class Root {}
    const wiring = await wiringOf(Root);
    expect(forbiddenInjections(wiring, policy, files)).toEqual(['Bypass has ToolRunner']);
    expect(pastTheFacade(wiring, policy)).toEqual(['Bypass has ToolRunner']);
    expect(strayExports(wiring, policy)).toEqual(['ExecutionModule.ToolRunner']);
  });

  it('does not come about: the real module keeps the gate', async () => {
    @Module({ imports: [config, ExecutionModule], providers: [Bypass] })
    class Root {}
    await expect(wiringOf(Root)).rejects.toThrow(/ToolRunner/);
  });
});
