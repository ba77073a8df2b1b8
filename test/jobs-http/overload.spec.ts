import { pluginFolder } from '../support/plugin-folder.js';
import { startServer } from '../support/start-server.js';
import { storedJobs } from '../execution/support/stored-jobs.js';
import { JobsClient } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const MANY = 200;
const folder = pluginFolder({ narrow: pacedWith({ max_concurrency: 1 }) });

describe('more jobs than a plugin can queue', () => {
  it('all end in SUCCESS, in the order in which they came, also while others crowd the plugin', async () => {
    const server = await startServer({
      PLUGIN_PATHS: folder,
      PLUGIN_ONLY: 'narrow',
      EXECUTION_QUEUE: '2',
      JOB_CONCURRENCY: '8',
    });
    try {
      const client = new JobsClient(server.url);
      await client.started('narrow');
      const ids = await Promise.all(
        Array.from({ length: MANY }, (_, index) => client.submit('narrow', { ms: 5, tag: `${index}` })),
      );
      let refused = 0;
      let isOver = false;
      const crowd = Array.from({ length: 6 }, async () => {
        while (!isOver) {
          const { status } = await client.post('', client.item('narrow', { ms: 20 }));
          if (status !== 200) refused++;
        }
      });
      const finals = await client.finals(ids);
      isOver = true;
      await Promise.all(crowd);
      expect(finals.filter(({ status }) => status !== 'SUCCESS')).toEqual([]);
      expect(finals.map(({ result }) => result?.['tag'])).toEqual(ids.map((_, index) => `${index}`));
      expect(refused).toBeGreaterThan(0); // or the crowd was none
      const attempts = storedJobs(server.dataDir).filter(({ id }) => ids.includes(id));
      expect(attempts.map((job) => job.attempts)).toEqual(ids.map(() => 1));
    } finally {
      await server.close();
    }
  }, 120_000);
});
