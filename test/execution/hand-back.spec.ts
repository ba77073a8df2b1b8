import { AnalysisExecutionService } from '@gatehouse/execution';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { STEERED } from './support/steered-plugin.js';
import { storedJobs } from './support/stored-jobs.js';

const png = await sample('png');
const BRIEF = {
  code: `export default {
    run: async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { ok: true };
    },
  };`,
};
const PLUGINS = { steered: STEERED, brief: BRIEF };

/** The stored job of a submission that was at work when the application was closed. */
async function closedDuring(plugin: keyof typeof PLUGINS, options: Record<string, string>) {
  const { app, dataDir } = await openExecution(PLUGINS);
  const service = app.get(AnalysisExecutionService);
  const image = { kind: 'bytes', bytes: png, mimeType: null } as const;
  const id = await service.submit({ plugin, image, options }, { requestId: null, owner: 'me' });
  for await (const { event } of await service.jobEvents(
    id,
    { owner: 'me' },
    0,
    new AbortController().signal,
  )) {
    if (event.status === 'RUNNING') break;
  }
  await app.close();
  const [job] = storedJobs(dataDir);
  return job;
}

describe('a job that is at work when the application ends [JOB-03]', () => {
  it('comes to its end where that takes a moment', async () => {
    expect(await closedDuring('brief', {})).toMatchObject({ status: 'SUCCESS', attempts: 1 });
  });

  it('is handed back for the next to take where it takes longer', async () => {
    expect(await closedDuring('steered', { act: 'wait' })).toMatchObject({
      status: 'RUNNING',
      handed_back: 1,
      leased_until: null,
    });
  });
});
