import { writeFileSync } from 'node:fs';
import { ALL_DIAGRAMS } from '../diagrams/all-diagrams.ts';
import { ALL_DRAWINGS } from '../diagrams/all-drawings.ts';
import { toDrawio } from '../diagrams/to-drawio.ts';
import { toSvg } from '../diagrams/to-svg.ts';

const folder = new URL('../../docs/design/', import.meta.url);

writeFileSync(new URL('execution-architecture.drawio', folder), toDrawio(ALL_DIAGRAMS));
for (const diagram of ALL_DRAWINGS) writeFileSync(new URL(`${diagram.id}.svg`, folder), toSvg(diagram));
