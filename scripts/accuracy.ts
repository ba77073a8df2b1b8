/**
 * Measures how often each plugin is right, and holds it against what it states:
 * `npm run accuracy [-- PLUGIN...]`. Ends with 1 where a figure is missing or lower.
 */
import { ALL_MEASURES } from './accuracy/all-measures.ts';
import { judgeFigures, type JudgedFigure } from './accuracy/judge-figures.ts';
import { PluginRunner } from './accuracy/plugin-runner.ts';
import { statedFigures } from './accuracy/stated-figures.ts';
import { table } from './demo/table.ts';

function row(plugin: string, { set, measure, value, stated, isOk }: JudgedFigure): readonly string[] {
  return [plugin, set, measure, String(value ?? '–'), String(stated ?? '–'), isOk ? 'ok' : 'NOT OK'];
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !ALL_MEASURES.some((one) => one.name === name));
if (unknown.length > 0) {
  process.stderr.write(`Nothing is measured of ${unknown.join(', ')}. There are: ${names()}.\n`);
  process.exitCode = 1;
} else {
  process.exitCode = await measureAll();
}

function names(): string {
  return ALL_MEASURES.map(({ name }) => name).join(', ');
}

async function measureAll(): Promise<number> {
  const runner = new PluginRunner();
  const rows: (readonly string[])[] = [];
  let wrong = 0;
  try {
    for (const { name, measure } of ALL_MEASURES) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      process.stderr.write(`Measuring ${name} …\n`);
      const judged = judgeFigures(await measure(runner.run, 'all'), statedFigures(name));
      rows.push(...judged.map((one) => row(name, one)));
      wrong += judged.filter(({ isOk }) => !isOk).length;
    }
  } finally {
    await runner.close();
  }
  process.stdout.write(`${table(['plugin', 'set', 'measure', 'figure', 'stated', ''], rows)}\n\n`);
  process.stdout.write(wrong === 0 ? `All ${rows.length} as stated.\n` : `${wrong} not as stated.\n`);
  return wrong === 0 ? 0 : 1;
}
