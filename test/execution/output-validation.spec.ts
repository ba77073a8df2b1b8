import type { PluginOutput } from '@gatehouse/contracts';
import { isGatehouseError } from '@gatehouse/errors';
import { OutputValidator, ToolRunner } from '@gatehouse/execution/internal';
import type { PluginContract } from '@gatehouse/plugins';
import { sample } from '../support/images/samples.js';
import { COSTLY_SCHEMA } from './support/costly-schema.js';
import { openExecution } from './support/open-execution.js';

const png = await sample('png');

/** Answers what its option `say` holds. */
const ECHO = 'export default { run: ({ options }) => options.say };';
const ANY_OPTIONS = { type: 'object', properties: { say: {} } };

const { app, registry } = await openExecution(
  {
    promising: {
      code: ECHO,
      manifest: {
        options_schema: ANY_OPTIONS,
        output_schema: {
          type: 'object',
          required: ['codes'],
          additionalProperties: false,
          properties: {
            codes: {
              type: 'array',
              items: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
            },
            note: { type: 'string', default: 'none', pattern: '^(a+)+$' },
          },
        },
      },
    },
    silent: { code: ECHO, manifest: { options_schema: ANY_OPTIONS } },
    modest: { code: ECHO, manifest: { options_schema: ANY_OPTIONS, output_schema: { type: 'object' } } },
    loose: { code: ECHO, manifest: { options_schema: ANY_OPTIONS, output_schema: true } },
    costly: { code: ECHO, manifest: { options_schema: ANY_OPTIONS, output_schema: COSTLY_SCHEMA } },
    closed: { code: ECHO, manifest: { options_schema: ANY_OPTIONS, output_schema: false } },
  },
  {},
);
const validator = new OutputValidator();
const runner = app.get(ToolRunner);

function contractOf(name: string): PluginContract {
  const handle = registry.handle(name);
  if (handle === null) throw new Error(`no plugin ${name}`);
  return handle.requireRunnable();
}

function problemOf(output: PluginOutput, plugin = 'promising'): string | null {
  try {
    validator.validate(output, contractOf(plugin));
    return null;
  } catch (thrown) {
    if (!isGatehouseError(thrown)) throw thrown;
    expect(thrown.code).toBe('OUTPUT_INVALID');
    return thrown.message;
  }
}

async function answered(plugin: string, say: PluginOutput): Promise<readonly [unknown, string | null]> {
  const [result, error] = await runner.run(plugin, { image: png, mimeType: null, options: { say } });
  return [result, 'type' in error ? error.details.code : null];
}

describe('an answer [OUT-01]', () => {
  const broken: readonly (readonly [what: string, output: PluginOutput, place: string])[] = [
    ['lacks what is required', { note: 'a' }, '/codes is required'],
    ['has what is not known', { codes: [], extra: 1 }, '/extra is not known'],
    ['is of a wrong type', { codes: 'none' }, '/codes must be array'],
    ['is wrong deep inside', { codes: [{ text: 'a' }, { text: 7 }] }, '/codes/1/text must be string'],
  ];

  it.each(broken)('that %s is refused, and the message says where', (_, output, place) => {
    expect(problemOf(output)).toBe(
      `Plugin promising answered something its own output schema does not allow: ${place}.`,
    );
  });

  it('that fits passes as it is: nothing is added, nothing changed', () => {
    const output = Object.freeze({ codes: Object.freeze([Object.freeze({ text: 'a', more: null })]) });
    expect(problemOf(output)).toBeNull();
    expect(output).toEqual({ codes: [{ text: 'a', more: null }] });
  });

  it('cannot make a pattern of the schema run for ever', () => {
    expect(problemOf({ codes: [], note: `${'a'.repeat(50_000)}!` })).toMatch(/\/note must match pattern/);
  });
});

describe('an empty answer [OUT-02]', () => {
  it.each(['silent', 'promising', 'closed'])('is an error for %s', async (plugin) => {
    expect(problemOf({}, plugin)).not.toBeNull();
    expect(await answered(plugin, {})).toEqual([{}, 'OUTPUT_INVALID']);
  });

  it.each(['modest', 'loose'])('is a success for %s, whose manifest allows it', async (plugin) => {
    expect(problemOf({}, plugin)).toBeNull();
    expect(await answered(plugin, {})).toEqual([{}, null]);
  });
});

describe('the output schema [OUT-01]', () => {
  it('that comes to no verdict is the plugin’s fault, and stops neither the server nor the next call', async () => {
    expect(await answered('costly', { a: 1 })).toEqual([{}, 'PLUGIN_SCHEMA_TOO_COSTLY']);
    expect(registry.health('costly')).toMatchObject({
      state: 'FAILED',
      errorCount: 1,
      reason:
        'Plugin costly cannot be held to its own output_schema, because it took longer than 100 ms. ' +
        'That is a defect of the plugin, not of the request: tell its author.',
    });
    expect(await answered('costly', { b: 1 })).toEqual([{ b: 1 }, null]);
    expect(registry.health('costly')).toMatchObject({ state: 'INITIALIZED', reason: null });
    await answered('costly', { a: 1 });
    await answered('costly', { a: 1 });
    expect(registry.health('costly')).toMatchObject({ state: 'UNAVAILABLE', errorCount: 3 });
    expect(await answered('costly', { a: 1 })).toEqual([{}, 'PLUGIN_UNAVAILABLE']);
  });

  it('is enforced on every run', async () => {
    const good = { codes: [{ text: 'a' }] };
    const bad = { codes: [{}] };
    const found = [];
    for (const say of [good, bad, good, good, bad, bad, good])
      found.push((await answered('promising', say))[1]);
    expect(found).toEqual([null, 'OUTPUT_INVALID', null, null, 'OUTPUT_INVALID', 'OUTPUT_INVALID', null]);
  });

  it('is enforced on executions that run at once', async () => {
    const says = Array.from({ length: 20 }, (_, index) => (index % 3 === 0 ? { codes: 7 } : { codes: [] }));
    const found = await Promise.all(says.map((say) => answered('promising', say)));
    expect(found.map(([, code]) => code)).toEqual(
      says.map((_, index) => (index % 3 === 0 ? 'OUTPUT_INVALID' : null)),
    );
  });
});
