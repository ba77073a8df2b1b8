import { serveSandbox } from '@gatehouse/sandbox';
import { DecoderProgram } from './decoder-program.js';

/* The main program of a decoder's process. */
serveSandbox(new DecoderProgram());
