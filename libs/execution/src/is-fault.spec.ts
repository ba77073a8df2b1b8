import { GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import { isFault } from './is-fault.js';

describe('whose fault a failed execution is', () => {
  const cases: readonly (readonly [string, unknown, boolean])[] = [
    ['the plugin’s, where it threw', new GatehouseError('PLUGIN_THREW', { message: 'kaboom' }), true],
    [
      'the plugin’s, where it was lost',
      new GatehouseError('PLUGIN_CRASHED', { plugin: 'x', how: 'exit' }),
      true,
    ],
    ['ours, where nobody expected it', new Error('kaboom'), true],
    ['nobody’s, where the server stops', new GatehouseError('WORKER_LOST', {}), false],
    ['its caller’s, where the image is none', new GatehouseError('IMAGE_EMPTY', {}), false],
    [
      'its caller’s, where they left',
      new GatehouseError('EXECUTION_CANCELLED', { reason: 'they left' }),
      false,
    ],
  ];

  it.each(cases)('is %s', (_whose, thrown, expected) => {
    expect(isFault(toErrorEnvelope(thrown))).toBe(expected);
  });
});
