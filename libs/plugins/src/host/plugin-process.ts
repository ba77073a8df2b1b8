import { serveSandbox } from '@gatehouse/sandbox';
import { pluginProgram } from './plugin-program.js';

/* The main program of a plugin's process. */
serveSandbox(pluginProgram());
