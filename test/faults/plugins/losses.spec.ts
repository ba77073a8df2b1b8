import { EXHAUSTION } from '../catalogue/exhaustion.js';
import { ENDINGS } from '../catalogue/endings.js';
import { provokeFaults } from '../support/provoke-faults.js';

await provokeFaults([EXHAUSTION, ENDINGS]);
