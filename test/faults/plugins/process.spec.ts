import { TAMPERING } from '../catalogue/tampering.js';
import { RESIDUE } from '../catalogue/residue.js';
import { provokeFaults } from '../support/provoke-faults.js';

await provokeFaults([TAMPERING, RESIDUE]);
