import type { JsonObject, JsonSchema, JsonValue } from '@gatehouse/contracts';
import type { Check, Finding } from '../check.ts';
import { fail, note, warn } from '../check.ts';
import { ordinaryImage } from '../ordinary-image.ts';
import type { NamedImage, Subject } from '../subject.ts';

const UNKNOWN = 'no_such_option';
/** One of each kind: whatever an option may be, most of these it may not. */
const WRONG_VALUES: readonly JsonValue[] = [null, 'no such value', -1e300, [], {}, true];

/** Options that are not meant to be given are refused before the plugin runs. */
export const optionsCheck: Check = {
  id: 'options',
  title: 'bad options are refused',
  async run(subject) {
    const image = await ordinaryImage(subject);
    const findings: Finding[] = [];
    if (!(await refuses(subject, image, { [UNKNOWN]: true }))) {
      findings.push(
        fail(
          `The option "${UNKNOWN}" is taken, though there is none. A caller's misspelt option would do nothing and say nothing. ` +
            'Write "additionalProperties": false into options_schema.',
        ),
      );
    }
    const names = optionNames(subject.manifest.options_schema);
    for (const name of names) findings.push(...(await tryOption(subject, image, name)));
    return findings.length > 0 ? findings : [note(`${names.length} options, and one there is none of`)];
  },
};

async function tryOption(subject: Subject, image: NamedImage, name: string): Promise<Finding[]> {
  for (const value of WRONG_VALUES) {
    if (await refuses(subject, image, { [name]: value })) return [];
  }
  return [
    warn(
      `The option "${name}" may be anything: nothing wrong is refused, and run has to see to it by itself. ` +
        'Give it a "type" and bounds in options_schema.',
    ),
  ];
}

async function refuses(subject: Subject, image: NamedImage, options: JsonObject): Promise<boolean> {
  const named = { ...image, what: `options ${JSON.stringify(options)}` };
  const { failure } = await subject.attempt(named, options);
  return failure?.code === 'OPTIONS_INVALID';
}

function optionNames(schema: JsonSchema): string[] {
  const properties = typeof schema === 'boolean' ? null : schema['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}
