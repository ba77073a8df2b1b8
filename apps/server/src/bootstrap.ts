import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { readConfig } from '@gatehouse/config';
import { guardProcess, stopOnSignals, type EdgeAdapter } from '@gatehouse/http-edge';
import { Metrics } from '@gatehouse/observability';
import { HttpAdapterHost } from '@nestjs/core';
import { createApp } from './create-app.js';
import { greeting } from './greeting.js';
import { describeStartFailure } from './start-failure.js';

/** Starts the server with the settings of the environment and of `.env`, and says where it is. */
export async function bootstrap(): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const values = readConfig(process.env);
    const app = await createApp(values);
    await app.listen(values.PORT, values.HOST);
    guardProcess();
    app.get<Metrics>(Metrics).watchProcess();
    stopOnSignals(async () => {
      await app.get<HttpAdapterHost<EdgeAdapter>>(HttpAdapterHost).httpAdapter.stop();
      await app.close();
    });
    process.stdout.write(greeting(await app.getUrl()));
  } catch (thrown) {
    const sentences = describeStartFailure(thrown);
    process.stderr.write(`${sentences ?? describeUnforeseen(thrown)}\n`);
    // Whatever was opened before the failure would keep the process alive.
    process.exit(1);
  }
}

function describeUnforeseen(thrown: unknown): string {
  return `Gatehouse cannot start: ${Error.isError(thrown) ? (thrown.stack ?? thrown.message) : String(thrown)}`;
}
