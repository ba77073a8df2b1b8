import { jest } from '@jest/globals';
import { ResidueWatch } from '../../../libs/sandbox/src/program/residue-watch.js';
import type { UnrefWatch } from '../../../libs/sandbox/src/program/unref-watch.js';
import { watchUnrefs } from '../support/watch-unrefs.js';
import { keepProperties } from '../support/kept-properties.js';

const HOUR = 3_600_000;
const nothing = () => undefined;

let unrefs: ReturnType<typeof watchUnrefs>;
beforeAll(() => {
  unrefs = watchUnrefs();
  process.on('exit', nothing); // as in every process: one without any listener makes its list anew
});
afterAll(() => {
  process.off('exit', nothing);
  unrefs.end();
});

const watch = () => new ResidueWatch(unrefs.unrefs);

/** What is left behind, by the name under which it is found, and how it is put right. */
const LEFT: readonly (readonly [found: string, leave: () => () => void])[] = [
  [
    'Array.prototype',
    () => {
      const restore = keepProperties([[Array.prototype, 'at']]);
      Object.assign(Array.prototype, { at: () => 'mine' });
      return restore;
    },
  ],
  [
    'JSON',
    () => {
      const restore = keepProperties([[JSON, 'more']]);
      Object.assign(JSON, { more: 1 });
      return restore;
    },
  ],
  [
    'Promise',
    () => {
      const before = Reflect.getPrototypeOf(Promise);
      Reflect.setPrototypeOf(Promise, Object.create(before) as object);
      return () => Reflect.setPrototypeOf(Promise, before);
    },
  ],
  [
    '%ArrayIteratorPrototype%',
    () => {
      const iterator = Reflect.getPrototypeOf([][Symbol.iterator]()) ?? {};
      const restore = keepProperties([[iterator, 'next']]);
      Object.assign(iterator, { next: () => ({ done: true }) });
      return restore;
    },
  ],
  [
    'Map.prototype',
    () => {
      const restore = keepProperties([[Map.prototype, 'size']]);
      Object.defineProperty(Map.prototype, 'size', { get: () => 0, configurable: true });
      return restore;
    },
  ],
  [
    'globalThis.parseInt',
    () => {
      const restore = keepProperties([[globalThis, 'parseInt']]);
      Object.assign(globalThis, { parseInt: () => 7 });
      return restore;
    },
  ],
  [
    'an open Timeout',
    () => {
      const timer = setTimeout(nothing, HOUR);
      return () => {
        clearTimeout(timer);
      };
    },
  ],
  [
    "a timer that was unref'd",
    () => {
      const timer = setTimeout(nothing, HOUR).unref();
      return () => {
        clearTimeout(timer);
      };
    },
  ],
  [
    'listeners of process "beforeExit"',
    () => {
      process.on('beforeExit', nothing);
      return () => process.off('beforeExit', nothing);
    },
  ],
];

describe('what a call left behind', () => {
  it('is nothing where all is as it was', () => {
    const residue = watch();
    expect(residue.find()).toEqual([]);
    expect(residue.find()).toEqual([]);
  });

  it.each(LEFT)('is found: %s', (found, leave) => {
    const residue = watch();
    const putRight = leave();
    const name = residue.find();
    putRight();
    expect(name).toEqual([found]);
    expect(residue.find()).toEqual([]);
  });

  it('is also what it took away', () => {
    process.on('beforeExit', nothing);
    const residue = watch();
    process.off('beforeExit', nothing);
    expect(residue.find()).toEqual(['no listeners of process "beforeExit"']);
  });

  it('is no new global, and no accessor that became its value', () => {
    const scope = globalThis as unknown as Record<string, unknown>;
    Object.defineProperty(globalThis, 'late', { get: () => 'value', configurable: true });
    const residue = watch();
    Object.defineProperty(globalThis, 'late', { value: 'value', configurable: true });
    scope['added'] = 1;
    expect(residue.find()).toEqual([]);
    delete scope['late'];
    delete scope['added'];
  });

  it('is told of also where it cannot be looked at', () => {
    const count = jest
      .fn<() => number>()
      .mockReturnValueOnce(0)
      .mockImplementation(() => {
        throw new Error('no looking');
      });
    expect(new ResidueWatch({ count } as unknown as UnrefWatch).find()).toEqual([
      'a state that cannot be looked at',
    ]);
  });
});
