import {
  definePlugin,
  type JsonObject,
  type Plugin,
  type PluginOutput,
  type RunPayload,
} from '@gatehouse/plugin-sdk';

/*
 * What is expected of types is judged by the compiler (`npm run typecheck`): a claim that is not true, and an error
 * that is not there any more, do not compile.
 */

type IsAny<Type> = 0 extends 1 & Type ? true : false;

/** True where two types are one. */
type Same<One, Other> =
  IsAny<One> extends IsAny<Other> ? ([One, Other] extends [Other, One] ? true : false) : false;

interface Options {
  readonly least: number;
}

interface Output {
  readonly bright: boolean;
  readonly parts: readonly { readonly x: number; readonly label?: string }[];
}

describe('definePlugin', () => {
  it('gives back the plugin it was given', () => {
    const plugin = { run: () => ({ ok: true }) };
    expect(definePlugin(plugin)).toBe(plugin);
  });

  it('takes the options from the parameter of run and the output from what it returns', () => {
    const plugin = definePlugin({
      run: async ({ image, options }: RunPayload<Options>) => {
        await Promise.resolve();
        return { bright: image.length > options.least, note: null };
      },
    });
    const claim: Same<typeof plugin, Plugin<Options, { bright: boolean; note: null }>> = true;
    expect(Object.keys(plugin)).toEqual(['run']);
    expect(claim).toBe(true);
  });

  it('knows the payload and the context of a plugin without options', () => {
    const plugin = definePlugin({
      run: (payload, context) => {
        const claims: [Same<typeof payload, RunPayload>, Same<typeof payload.image, Uint8Array>] = [
          true,
          true,
        ];
        context.progress(0.5, 'half of it');
        return { claims };
      },
    });
    const claim: Same<typeof plugin, Plugin<JsonObject, { claims: [true, true] }>> = true;
    expect(Object.keys(plugin)).toEqual(['run']);
    expect(claim).toBe(true);
  });

  it('holds run to the types that are given', () => {
    const plugin = definePlugin<Options, Output>({
      run: ({ options }) => ({ bright: options.least > 1, parts: [{ x: 1 }] }),
    });
    definePlugin<Options, Output>({
      // @ts-expect-error -- parts are missing
      run: () => ({ bright: true }),
    });
    definePlugin<Options, Output>({
      // @ts-expect-error -- there is no such option
      run: ({ options }) => ({ bright: options.most > 1, parts: [] }),
    });
    const claim: Same<typeof plugin, Plugin<Options, Output>> = true;
    expect(Object.keys(plugin)).toEqual(['run']);
    expect(claim).toBe(true);
  });

  it('takes whatever JSON can say, and what says itself how it is written', () => {
    const dated = definePlugin({ run: () => ({ at: new Date(0), deep: { list: [1, 'two', null] } }) });
    const open = definePlugin({ run: (): PluginOutput => ({}) });
    const optional = definePlugin({ run: (): { note?: string } => ({}) });
    expect([dated, open, optional]).toHaveLength(3);
  });

  it('refuses what JSON cannot say', () => {
    const refused = [
      // @ts-expect-error -- a Map would be an empty object
      definePlugin({ run: () => ({ counts: new Map([['a', 1]]) }) }),
      // @ts-expect-error -- so deep down too
      definePlugin({ run: () => ({ parts: [{ size: 1n }] }) }),
      // @ts-expect-error -- pixels are no array of numbers
      definePlugin({ run: ({ image }) => ({ image }) }),
      // @ts-expect-error -- a function
      definePlugin({ run: () => ({ later: () => 1 }) }),
      // @ts-expect-error -- a promise that was not awaited
      definePlugin({ run: () => ({ text: Promise.resolve('text') }) }),
      // @ts-expect-error -- no object
      definePlugin({ run: () => 'text' }),
      // @ts-expect-error -- run is missing
      definePlugin({ initialize: () => undefined }),
    ];
    expect(refused).toHaveLength(7);
  });
});
