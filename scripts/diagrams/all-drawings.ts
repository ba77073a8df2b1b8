import { ALL_DIAGRAMS } from './all-diagrams.ts';
import type { Diagram } from './diagram.ts';
import { house } from './pages/house.ts';

/** All that is drawn as an SVG of docs/design: the pages of the draw.io file, and the house of ARCHITECTURE.md. */
export const ALL_DRAWINGS: readonly Diagram[] = [...ALL_DIAGRAMS, house];
