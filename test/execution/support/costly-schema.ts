import type { JsonObject } from '@gatehouse/contracts';

const LEVELS = 40;

/**
 * A schema whose property `a` takes two to the power of forty ways to refuse: each definition refers twice to the next.
 * It passes every other value at once.
 */
export const COSTLY_SCHEMA: JsonObject = {
  type: 'object',
  properties: { a: { $ref: '#/$defs/d0' } },
  $defs: Object.fromEntries([
    ...Array.from({ length: LEVELS }, (_, at) => {
      const next = { $ref: `#/$defs/d${at + 1}` };
      return [`d${at}`, { anyOf: [next, next] }] as const;
    }),
    [`d${LEVELS}`, { type: 'null' }],
  ]) as JsonObject, // fromEntries does not keep the type of what it is given
};
