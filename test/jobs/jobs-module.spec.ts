import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobManagementService, JobsModule, JobStore, newJobId } from '@gatehouse/jobs';
import { HOMES, type JobsHome } from './support/job-homes.js';
import { ERROR, FAILED, newJob, SUCCESS } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

const applications: INestApplicationContext[] = [];

async function startApplication(where: JobsHome['settings']): Promise<INestApplicationContext> {
  const settings = readConfig(where);
  const module = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(settings), JobsModule],
  }).compile();
  const application = await module.init();
  applications.push(application);
  return application;
}

afterEach(async () => {
  for (const application of applications.splice(0)) await application.close();
});

it('JobsModule makes DATA_DIR where there is none', async () => {
  const dataDir = join(tempFolder(), 'not', 'there', 'yet');
  await startApplication({ DATA_DIR: dataDir });
  expect(existsSync(join(dataDir, 'jobs.sqlite'))).toBe(true);
});

describe.each(HOMES)('JobsModule with %s', (_name, newHome) => {
  it('opens a store and closes it with the application, once all is stored', async () => {
    const { settings } = await newHome();
    const first = await startApplication(settings);
    const job = newJob();
    void first.get(JobStore).create(job);
    void first.get(JobStore).start(job.id, 'r');
    void first.get(JobStore).finish(job.id, 'r', SUCCESS);
    await first.close();

    const second = await startApplication(settings);
    await expect(second.get(JobManagementService).result(job.id, 'everybody')).resolves.toMatchObject({
      status: 'SUCCESS',
    });
  });
});

describe.each(HOMES)('JobManagementService with %s', (_name, newHome) => {
  const start = async (): Promise<INestApplicationContext> => startApplication((await newHome()).settings);

  it('tells of a job in every state, and its outcome when it is final', async () => {
    const application = await start();
    const store = application.get(JobStore);
    const jobs = application.get(JobManagementService);
    const job = newJob();
    const notFinished = (status: string): unknown =>
      expect.objectContaining({
        code: 'JOB_NOT_FINISHED',
        message: expect.stringContaining(`is ${status}`) as string,
      }); // jest types matchers as any

    await store.create(job);
    expect(await jobs.get(job.id, 'everybody')).toMatchObject({ id: job.id, status: 'PENDING' });
    await expect(jobs.result(job.id, 'everybody')).rejects.toEqual(notFinished('PENDING'));
    await store.start(job.id, 'r');
    expect(await jobs.get(job.id, 'everybody')).toMatchObject({ status: 'RUNNING' });
    await expect(jobs.result(job.id, 'everybody')).rejects.toEqual(notFinished('RUNNING'));
    await store.finish(job.id, 'r', SUCCESS);
    expect(await jobs.get(job.id, 'everybody')).toMatchObject({ status: 'SUCCESS' });
    expect(await jobs.result(job.id, 'everybody')).toMatchObject({
      status: 'SUCCESS',
      result: { text: 'ok' },
      error: null,
    });
    expect(await jobs.result(job.id.toUpperCase(), 'everybody')).toMatchObject({ id: job.id });
  });

  it('gives a failed job its error', async () => {
    const application = await start();
    const job = newJob();
    await application.get(JobStore).create(job);
    await application.get(JobStore).finish(job.id, null, FAILED);
    expect(await application.get(JobManagementService).result(job.id, 'everybody')).toMatchObject({
      status: 'FAILED',
      result: null,
      error: ERROR,
    });
  });

  it.each([newJobId(), '', '1', "' or 1=1 --", '../../etc/passwd', 'é'.repeat(5000), '\0'])(
    'knows no job %j',
    async (id) => {
      const jobs = (await start()).get(JobManagementService);
      const notFound: unknown = expect.objectContaining({ code: 'JOB_NOT_FOUND' });
      await expect(jobs.get(id, 'everybody')).rejects.toEqual(notFound);
      await expect(jobs.result(id, 'everybody')).rejects.toEqual(notFound);
    },
  );

  it('answers a ping while the store does, and not after', async () => {
    const application = await start();
    const jobs = application.get(JobManagementService);
    await expect(jobs.ping()).resolves.toBeUndefined();
    await application.close();
    await expect(jobs.ping()).rejects.toEqual(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
  });

  it('need not ask the store about what is no id', async () => {
    const application = await start();
    const jobs = application.get(JobManagementService);
    await application.close();
    await expect(jobs.get('1', 'everybody')).rejects.toEqual(
      expect.objectContaining({ code: 'JOB_NOT_FOUND' }),
    );
    await expect(jobs.get(newJobId(), 'everybody')).rejects.toEqual(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE' }),
    );
  });
});
