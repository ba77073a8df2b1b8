import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const OF_APPS = 'apps/**/*.ts';
// a module without types, so that its name may not be written where types are looked for
const file = new URL('../../eslint.config.js', import.meta.url).href;
const { default: config } = (await import(file)) as { default: readonly Linter.Config[] };
const rules = config.find(({ files }) => files?.includes(OF_APPS) === true)?.rules ?? {};

/** What the linter says of a controller: the number of the line, and its remedy. */
function judge(imported: string, ...members: readonly string[]): string[] {
  const code = [`import { ${imported} } from '@nestjs/common';`, 'export class Some {', ...members, '}'];
  const parsed = { files: [OF_APPS], languageOptions: { parser: tseslint.parser as Linter.Parser }, rules };
  return new Linter()
    .verify(code.join('\n'), [parsed], 'apps/some.controller.ts')
    .map(({ line, message }) => `${line} ${/\.md\)\. (.+?)\.?$/.exec(message)?.[1] ?? message}`);
}

describe('the linter, of a controller', () => {
  it('takes one that answers 200', () => {
    expect(judge('Get, HttpCode, Post', `@Get() a() {}`, `@Post('b') @HttpCode(200) b() {}`)).toEqual([]);
  });

  it.each([
    ['another status', 'HttpCode, Post', '@Post() @HttpCode(201) a() {}', '3 Write @HttpCode(200)'],
    [
      'the 201 that Nest has for a post',
      'Post',
      '@Post() a() {}',
      '3 Nest answers a @Post() with 201: add @HttpCode(200)',
    ],
    [
      'an exception of Nest',
      'NotFoundException',
      'a() { throw new NotFoundException(); }',
      '1 Throw a GatehouseError of libs/errors/src/catalogue.ts',
    ],
  ])('refuses %s, and says what to do instead', (_, imported, member, said) => {
    expect(judge(imported, member)).toEqual([said]);
  });
});
