import type { Requirement } from './requirement.ts';

/** What is demanded of one execution: the path, the gate, what it judges, and what it says. */
export const EXECUTION_REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'PATH-01',
    section: 'Part 4; onboarding A; audit B',
    statement: 'An execution goes through each layer once, in their order, and back.',
  },
  {
    id: 'PATH-02',
    section: 'Part 1.1; governance B',
    statement: 'Each layer is given the next one and none beyond.',
  },
  {
    id: 'PATH-03',
    section: 'Part 1.2; Part 5; Part 7; audit B',
    statement: 'Only ToolRunner runs a plugin; nobody gets at one without it.',
  },
  {
    id: 'PATH-04',
    section: 'Part 1.1; Part 4; audit B',
    statement: 'PluginExecutionService selects the plugin and hands on to ToolRunner, and does nothing else.',
  },
  {
    id: 'PATH-05',
    section: 'Part 1.1; onboarding F; audit B',
    statement:
      'AnalysisExecutionService executes while the caller waits, and takes in what nobody waits for.',
  },
  {
    id: 'PATH-06',
    section: 'Part 1.4; audit B',
    statement: 'POST /v1/analyze-execution and the routes beside it answer what the service reports.',
  },
  {
    id: 'GATE-01',
    section: 'Part 4; governance B',
    statement: 'ToolRunner answers a pair: a result with an empty error, or an error with an empty result.',
  },
  {
    id: 'GATE-02',
    section: 'Part 1.2; Part 4',
    statement: 'ToolRunner never throws, whatever it is given and whatever goes wrong.',
  },
  {
    id: 'GATE-03',
    section: 'Wrap-up E',
    statement:
      'A plugin that does not end, leaves or takes too much costs its caller an error and nobody else anything.',
  },
  {
    id: 'IN-01',
    section: 'Part 4; governance E; audit D',
    statement: 'The input is validated always; what is refused never reaches the plugin, and is counted.',
  },
  {
    id: 'IN-02',
    section: 'Governance E',
    statement: 'The image must be there, whole, of a type that the plugin takes, and what it is said to be.',
  },
  {
    id: 'IN-03',
    section: 'Governance E',
    statement: 'Options must fit the schema of the plugin; its defaults are filled in.',
  },
  {
    id: 'OUT-01',
    section: 'Part 4; governance E; audit D',
    statement: 'The output is validated on every run, against the schema of the plugin.',
  },
  {
    id: 'OUT-02',
    section: 'Governance E',
    statement: 'An empty output is an error unless the schema of the plugin allows it.',
  },
  {
    id: 'ERR-01',
    section: 'Part 5; Part 7; governance F; audit D',
    statement: 'Whatever is thrown becomes an envelope.',
  },
  {
    id: 'ERR-02',
    section: 'Governance F; onboarding G',
    statement: 'An envelope has exactly its keys: type, message, details, plugin and timestamp.',
  },
  {
    id: 'ERR-03',
    section: 'Audit D',
    statement: 'What is sent tells of no stack and no path inside.',
  },
  {
    id: 'ERR-04',
    section: 'Governance F',
    statement: 'Each failure has a type and a code, which tell whose fault it was.',
  },
  {
    id: 'ERR-05',
    section: 'Part 4; Part 5; Part 7',
    statement: 'An answer is a 200 or a 400, never a 500.',
  },
  {
    id: 'MET-01',
    section: 'Part 4; Part 5; Part 7',
    statement: 'Every execution is counted exactly once, however it ends.',
  },
  {
    id: 'MET-02',
    section: 'Part 1.3; Part 3 step 2; Part 4',
    statement:
      'The counts are success_count, error_count, last and average time, and when it was last used, in the one registry there is.',
  },
];
