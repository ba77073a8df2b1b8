import type { Check, Finding } from '../check.ts';
import { fail, note } from '../check.ts';
import { firstDifference } from '../same-json.ts';
import type { LoadedExample, Subject } from '../subject.ts';

/** The manifest's examples are answered, within the output schema, with what they say. */
export const examplesCheck: Check = {
  id: 'examples',
  title: 'its examples are answered',
  async run(subject) {
    if (subject.manifest.examples.length === 0) {
      return [
        fail(
          'plugin.json has no examples, so nobody can see the plugin work, and most of what follows has nothing to go by. ' +
            'Add "examples": [{ "image": "photo-harbour.jpg", "options": {} }], with a built-in sample or a file ./… of the plugin.',
        ),
      ];
    }
    const findings: Finding[] = [];
    for (const example of await subject.loadExamples())
      findings.push(...(await tryExample(subject, example)));
    return findings;
  },
};

async function tryExample(subject: Subject, loaded: LoadedExample): Promise<Finding[]> {
  const { example, what } = loaded;
  const { result, failure, executionTimeMs } = await subject.attempt(loaded, example.options);
  if (failure !== null) {
    return [
      fail(
        `${what} is not answered: ${failure.code}: ${failure.message} ` +
          'An example is shown to users and must work. Mend the plugin, or the example.',
      ),
    ];
  }
  const difference = example.output === null ? null : firstDifference(example.output, result ?? {});
  if (difference !== null) {
    return [
      fail(
        `${what} is answered otherwise than it says: ${difference}. Mend the plugin, or /examples in plugin.json.`,
      ),
    ];
  }
  return [note(`${what}: ${executionTimeMs.toFixed(1)} ms`)];
}
