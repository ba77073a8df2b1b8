import type { JobFilter } from '@gatehouse/jobs';

const ALL: JobFilter = { scope: 'everybody' };
const MANY: JobFilter = { scope: { owner: 'many' } };

/** What jobs of `fillStatements` are looked for by: each filter alone, and together as they cost the most. */
export function listFilters(newest: Date): readonly (readonly [name: string, filter: JobFilter])[] {
  const ago = (minutes: number): Date => new Date(newest.getTime() - minutes * 60_000);
  return [
    ['none', ALL],
    ['plugin, common', { ...ALL, plugin: 'ocr' }],
    ['plugin, rare', { ...ALL, plugin: 'metadata' }],
    ['status, common', { ...ALL, status: 'SUCCESS' }],
    ['status, rare', { ...ALL, status: 'PENDING' }],
    ['error code, common', { ...ALL, errorCode: 'PLUGIN_THREW' }],
    ['error code, rare', { ...ALL, errorCode: 'WORKER_LOST' }],
    ['error code, none', { ...ALL, errorCode: 'PLUGIN_CRASHED' }],
    ['time', { ...ALL, since: ago(20), until: ago(10) }],
    ['owner of half', MANY],
    ['owner of few', { scope: { owner: 'owner-8' } }],
    ['owner and plugin', { ...MANY, plugin: 'barcode' }],
    ['owner and plugin, none', { ...MANY, plugin: 'metadata' }],
    ['owner and status', { ...MANY, status: 'FAILED' }],
    ['owner and status, none', { scope: { owner: 'owner-8' }, status: 'FAILED' }],
    ['owner and error code', { ...MANY, errorCode: 'WORKER_LOST' }],
    ['plugin and status, none', { ...ALL, plugin: 'metadata', status: 'FAILED' }],
    [
      'plugin, status and time',
      { ...ALL, plugin: 'barcode', status: 'SUCCESS', since: ago(20), until: ago(10) },
    ],
  ];
}
