import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobsModule } from '@gatehouse/jobs';
import { fillStatements } from '../fill-jobs.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A DATA_DIR whose embedded store has so many jobs, all of them over. To be closed. */
export async function filledDataDir(jobs: number): Promise<ReturnType<typeof temporaryFolder>> {
  const folder = temporaryFolder();
  await makeTables(folder.path);
  const db = new DatabaseSync(join(folder.path, 'jobs.sqlite'));
  db.exec(`PRAGMA synchronous = OFF; BEGIN; ${fillStatements(jobs, 0).join(';')}; COMMIT; PRAGMA optimize`);
  db.close();
  return folder;
}

async function makeTables(dataDir: string): Promise<void> {
  Logger.overrideLogger(['warn', 'error']);
  const root = { module: JobsModule, imports: [ConfigModule.forRoot(readConfig({ DATA_DIR: dataDir }))] };
  const application = await NestFactory.createApplicationContext(root, {
    logger: false,
    abortOnError: false,
  });
  await application.close();
}
