import type { HostileImage } from './hostile-image.js';

const INTRODUCTION = `# Hostile images

Every image of \`test/faults/hostile-images\` is sent over HTTP to a plugin that takes files and to one that takes pixels.
Each is refused with the code below, or it is a picture after all and gets its answer; a good image after it always does.
Decoding happens in a process of its own, which is held to a memory limit and to \`IMAGE_MAX_DECODE_MS\` of processor
time.

This page is written by \`npm run docs:hostile-images\` from the run that sends them; a test compares.
`;

const TITLES: Readonly<Record<string, string>> = {
  survived: 'Answered',
  dear: 'Answered, or IMAGE_TOO_COSTLY where the machine is slow',
};

/** The text of docs/hostile-images.md: every image under what became of it. */
export function hostileImagesPage(images: readonly HostileImage[]): string {
  const outcomes = [...new Set(images.map(({ outcome }) => outcome))].sort((a, b) => (a < b ? -1 : 1));
  return [INTRODUCTION, ...outcomes.map((outcome) => section(outcome, images))].join('\n');
}

function section(outcome: string, images: readonly HostileImage[]): string {
  const lines = images.filter((image) => image.outcome === outcome).map(({ what }) => `- ${what}\n`);
  return `## ${TITLES[outcome] ?? outcome}\n\n${lines.join('')}`;
}
