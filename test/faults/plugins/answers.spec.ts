import { THROWN } from '../catalogue/thrown.js';
import { OUTPUTS } from '../catalogue/outputs.js';
import { provokeFaults } from '../support/provoke-faults.js';

await provokeFaults([THROWN, OUTPUTS]);
