import sharp from 'sharp';
import type { Check, Finding } from '../check.ts';
import { fail, note, warn } from '../check.ts';
import { encodeAs } from '../encode-as.ts';
import { judgeSurvival } from '../judge-survival.ts';
import { ordinaryImage } from '../ordinary-image.ts';
import type { Subject } from '../subject.ts';

/** The picture of the first example is taken as each type of `accepts`. */
export const acceptedTypesCheck: Check = {
  id: 'accepts',
  title: 'every accepted type is taken',
  async run(subject) {
    const findings: Finding[] = [];
    const image = await ordinaryImage(subject);
    for (const mimeType of subject.manifest.accepts) {
      const bytes = await encodeAs(sharp(image.bytes).autoOrient(), mimeType);
      const what = `the picture of ${image.what} as ${mimeType}`;
      findings.push(...(await tryType(subject, what, bytes)));
    }
    return findings.length > 0 ? findings : [note(subject.manifest.accepts.join(', '))];
  },
};

async function tryType(subject: Subject, what: string, bytes: Uint8Array): Promise<Finding[]> {
  const options = subject.manifest.examples[0]?.options ?? {};
  const attempt = await subject.attempt({ what, bytes }, options);
  const { failure } = attempt;
  if (failure === null) return [];
  const grave = judgeSurvival(attempt);
  if (grave.length > 0) return grave;
  if (failure.code === 'PLUGIN_THREW') {
    return [
      warn(
        `${what} makes it throw: ${failure.message} A type that stands in accepts should be of use: ` +
          'take it off /accepts, or let the server decode ("input": { "format": "rgba" }).',
      ),
    ];
  }
  return [fail(`${what} is refused: ${failure.code}: ${failure.message}`)];
}
