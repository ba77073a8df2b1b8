import type { Check, Finding } from '../check.ts';
import { note } from '../check.ts';
import { judgeSurvival } from '../judge-survival.ts';
import { oddImages } from '../odd-images.ts';

/** What is unusual and valid ends in an answer or an ordinary error. */
export const oddImagesCheck: Check = {
  id: 'odd-images',
  title: 'unusual images do no harm',
  async run(subject) {
    const images = await oddImages(subject.manifest.accepts);
    const findings: Finding[] = [];
    for (const image of images) findings.push(...judgeSurvival(await subject.attempt(image)));
    return findings.length > 0 ? findings : [note(`${images.length} images`)];
  },
};
