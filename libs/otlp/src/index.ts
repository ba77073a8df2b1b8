export { sendTraces, type TraceSettings } from './send-traces.js';
