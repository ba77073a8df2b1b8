import { REACHES } from '../catalogue/reaches.js';
import { provokeFaults } from '../support/provoke-faults.js';

await provokeFaults([REACHES]);
