import { countToDelete } from './retention-step.js';

const MEGABYTE = 1024 * 1024;
const job = (completedAt: number, bytes = 10) => ({ completedAt, bytes });
const NONE = { jobs: 0, bytes: 0, before: 0 };

describe('one step of retention', () => {
  it.each([
    ['nothing, where nothing is too much', NONE, 0],
    ['nothing, where there is room', { jobs: -5, bytes: -5, before: 0 }, 0],
    ['as many as are too many', { ...NONE, jobs: 2 }, 2],
    ['as many as make up for the bytes', { ...NONE, bytes: 21 }, 3],
    ['those that ended too long ago', { ...NONE, before: 3 }, 2],
    ['the most of these', { jobs: 1, bytes: 11, before: 4 }, 3],
    ['all there are, where they are not enough', { ...NONE, jobs: 99 }, 4],
  ])('deletes %s', (_, excess, count) => {
    expect(countToDelete([job(1), job(2), job(3), job(4)], excess)).toBe(count);
  });

  it('deletes at most eight megabytes, but at least one job', () => {
    const excess = { ...NONE, jobs: 99 };
    const large = [job(1, 3 * MEGABYTE), job(2, 3 * MEGABYTE), job(3, 3 * MEGABYTE)];
    expect(countToDelete(large, excess)).toBe(2);
    expect(countToDelete([job(1, 99 * MEGABYTE), job(2)], excess)).toBe(1);
  });
});
