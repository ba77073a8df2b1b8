import { SchemaOverrun, type SchemaValidator } from '@gatehouse/plugins';
import { judge } from './judge.js';

const throwing = (thrown: Error) =>
  ({
    validate: () => {
      throw thrown;
    },
  }) as unknown as SchemaValidator; // which throws these of itself only at a schema that was made for it

describe('judging by a schema', () => {
  it('takes a schema that comes to no verdict for a fault of the plugin', () => {
    const overrun = new SchemaOverrun('refers to itself too often');
    expect(() => judge('output_schema', throwing(overrun), {}, 'mine')).toThrow(
      expect.objectContaining({ code: 'PLUGIN_SCHEMA_TOO_COSTLY', cause: overrun }) as Error,
    );
  });

  it('takes any other error for the defect that it is', () => {
    const defect = new TypeError('no such schema');
    expect(() => judge('options_schema', throwing(defect), {}, 'mine')).toThrow(defect);
  });
});
