import { readFileSync } from 'node:fs';
import { ALL_MEASURES } from '../../scripts/accuracy/all-measures.js';
import { judgeFigures } from '../../scripts/accuracy/judge-figures.js';
import { PluginRunner } from '../../scripts/accuracy/plugin-runner.js';
import { statedSentence, statedTable } from '../../scripts/accuracy/stated-text.js';
import { statedFigures } from '../../scripts/accuracy/stated-figures.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe.each(ALL_MEASURES)('the accuracy of $name', ({ name, measure }) => {
  const runner = new PluginRunner();
  afterAll(() => runner.close());

  it('is stated by its page and its manifest as accuracy.json has it', () => {
    const stated = statedFigures(name);
    const manifest = JSON.parse(read(`libs/vision/${name}/plugin.json`)) as {
      output_schema: { description: string };
    };
    expect(manifest.output_schema.description).toBe(statedSentence(stated));
    expect(read(`docs/plugins/${name}.md`)).toContain(statedTable(stated));
  });

  it('is no less than it states, measured on a few pictures', async () => {
    const judged = judgeFigures(await measure(runner.run, 'few'), statedFigures(name));
    expect(judged.filter(({ isOk }) => !isOk)).toEqual([]);
  }, 240_000);
});

describe('a figure', () => {
  const figure = { set: 'cats', measure: 'found', value: 0.9 };
  const stated = { set: 'cats', measure: 'found', at_least: 0.9 };

  it('is ok where no less is measured than is stated', () => {
    expect(judgeFigures([figure], [stated])).toEqual([
      { set: 'cats', measure: 'found', value: 0.9, stated: 0.9, isOk: true },
    ]);
  });

  it.each([
    ['lower', [{ ...figure, value: 0.89 }], [stated]],
    ['no number', [{ ...figure, value: NaN }], [stated]],
    ['not measured', [], [stated]],
    ['not stated', [figure], []],
    ['of another set', [{ ...figure, set: 'dogs' }], [stated]],
  ])('is not ok where it is %s', (_, figures, promises) => {
    expect(judgeFigures(figures, promises).map(({ isOk }) => isOk)).not.toContain(true);
  });
});
