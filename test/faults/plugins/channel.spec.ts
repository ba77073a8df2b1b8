import { CHANNEL } from '../catalogue/channel.js';
import { provokeFaults } from '../support/provoke-faults.js';

await provokeFaults([CHANNEL]);
