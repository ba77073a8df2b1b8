import { judgeExit, type ExitReport } from '../../../libs/sandbox/src/process/exit-report.js';

const QUIET: ExitReport = { code: null, signal: null, stderr: '', fatal: null };
const fatal = { message: 'late', stack: 'Error: late\n    at x' };

describe('judgeExit', () => {
  it.each<[what: string, report: Partial<ExitReport>, kind: string, message: string, stack: string | null]>([
    ['an exit', { code: 0 }, 'crashed', 'exit code 0', null],
    ['an exit with words', { code: 7, stderr: 'oops' }, 'crashed', 'exit code 7', 'oops'],
    ['a signal', { signal: 'SIGSEGV' }, 'crashed', 'signal SIGSEGV', null],
    ['an unknown end', {}, 'crashed', 'exit code unknown', null],
    [
      'an escaped error',
      { code: 1, fatal },
      'crashed',
      'an error was thrown outside of the call: late',
      fatal.stack,
    ],
    [
      'the end of the heap',
      { signal: 'SIGABRT', stderr: 'FATAL ERROR: … JavaScript heap out of memory' },
      'out_of_memory',
      'out of memory',
      'FATAL ERROR: … JavaScript heap out of memory',
    ],
    [
      'the end of native memory',
      { signal: 'SIGABRT', stderr: "terminate called after throwing an instance of 'std::bad_alloc'" },
      'out_of_memory',
      'out of memory',
      "terminate called after throwing an instance of 'std::bad_alloc'",
    ],
    [
      'the end of memory while an error escaped',
      { code: 1, fatal, stderr: 'Fatal process out of memory: Zone' },
      'out_of_memory',
      'out of memory',
      'Fatal process out of memory: Zone',
    ],
  ])('says of %s what it was', (_what, report, kind, message, stack) => {
    expect(judgeExit({ ...QUIET, ...report })).toEqual({ kind, message, stack });
  });
});
