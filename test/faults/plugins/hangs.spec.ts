import { HANGS } from '../catalogue/hangs.js';
import { provokeFaults } from '../support/provoke-faults.js';

await provokeFaults([HANGS]);
