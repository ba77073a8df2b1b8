import { writeFileSync } from 'node:fs';
import { ALL_DIAGRAMS } from '../diagrams/all-diagrams.ts';
import { toDrawio } from '../diagrams/to-drawio.ts';
import { toSvg } from '../diagrams/to-svg.ts';

const folder = new URL('../../docs/design/', import.meta.url);

writeFileSync(new URL('execution-architecture.drawio', folder), toDrawio(ALL_DIAGRAMS));
for (const diagram of ALL_DIAGRAMS) writeFileSync(new URL(`${diagram.id}.svg`, folder), toSvg(diagram));
