import type { AuditSection } from './audit-line.ts';
import { COMMAND } from './commands.ts';

const { scan, executions, architecture, errors, documents, governance, requirements, scanner } = COMMAND;

/** What is gone through before a release, or by whoever wants to know. */
export const CHECKLIST: readonly AuditSection[] = [
  {
    letter: 'A',
    title: 'Directory structure',
    lines: [
      { id: 'A1', statement: 'No folder is named after a phase of the work', commands: [requirements] },
      {
        id: 'A2',
        statement: 'Execution code lies in folders named after what it does',
        commands: [requirements, COMMAND.imports],
      },
      { id: 'A3', statement: 'Its tests lie in test/execution', commands: [requirements] },
      { id: 'A4', statement: 'The documents lie in docs', commands: [requirements, documents] },
    ],
  },
  {
    letter: 'B',
    title: 'Execution architecture',
    lines: [
      {
        id: 'B1',
        statement: 'ToolRunner is the only caller of plugin.run()',
        commands: [scan, architecture],
      },
      { id: 'B2', statement: 'PluginExecutionService delegates', commands: [executions, architecture] },
      {
        id: 'B3',
        statement: 'JobExecutionService manages the lifecycle of jobs',
        commands: [executions, COMMAND.jobStates],
      },
      {
        id: 'B4',
        statement: 'AnalysisExecutionService executes now and later',
        commands: [executions, COMMAND.later],
      },
      {
        id: 'B5',
        statement: 'The API routes match the methods of the service',
        commands: [executions, COMMAND.routes],
      },
    ],
  },
  {
    letter: 'C',
    title: 'Lifecycle states',
    lines: [
      {
        id: 'C1',
        statement: 'There are LOADED, INITIALIZED, RUNNING, FAILED and UNAVAILABLE only',
        commands: [scan, COMMAND.pluginStability],
      },
      { id: 'C2', statement: 'SUCCESS and ERROR are no lifecycle states', commands: [scan, architecture] },
      { id: 'C3', statement: 'The registry moves states by its table', commands: [COMMAND.pluginStability] },
    ],
  },
  {
    letter: 'D',
    title: 'Validation and error envelope',
    lines: [
      { id: 'D1', statement: 'The input is always validated', commands: [scan, executions] },
      { id: 'D2', statement: 'The output is always validated', commands: [scan, executions] },
      { id: 'D3', statement: 'Whatever is thrown becomes an envelope', commands: [executions, errors] },
      { id: 'D4', statement: 'The API never tells a raw exception', commands: [errors, COMMAND.answers] },
    ],
  },
  {
    letter: 'E',
    title: 'Scanner',
    lines: [
      { id: 'E1', statement: 'There is a scanner', commands: [requirements] },
      { id: 'E2', statement: 'It enforces every invariant', commands: [scanner, governance] },
      { id: 'E3', statement: 'It passes here', commands: [scan] },
      { id: 'E4', statement: 'It refuses what would break a rule again', commands: [scanner] },
    ],
  },
  {
    letter: 'F',
    title: 'CI pipeline',
    lines: [
      { id: 'F1', statement: 'There is a workflow', commands: [requirements, governance] },
      { id: 'F2', statement: 'It runs the scanner first', commands: [governance] },
      {
        id: 'F3',
        statement: 'It runs the tests of plugin stability',
        commands: [governance, COMMAND.pluginStability],
      },
      { id: 'F4', statement: 'It runs the tests of executions', commands: [governance, executions] },
      { id: 'F5', statement: 'It fails where anything is violated', commands: [governance] },
    ],
  },
  {
    letter: 'G',
    title: 'Documentation',
    lines: [
      {
        id: 'G1',
        statement: 'The governance document is there, and says what the code does',
        commands: [architecture, documents],
      },
      { id: 'G2', statement: 'The diagrams are there, and show what the code does', commands: [documents] },
      { id: 'G3', statement: 'The onboarding guide is there', commands: [documents] },
      { id: 'G4', statement: 'README.md links to all of them', commands: [documents] },
    ],
  },
  {
    letter: 'H',
    title: 'Developer experience',
    lines: [
      { id: 'H1', statement: 'Tests are run by one command', commands: [governance, documents] },
      { id: 'H2', statement: 'The scanner is run by one command', commands: [scan, governance] },
      {
        id: 'H3',
        statement: 'Adding a plugin is documented, and works as documented',
        commands: [documents, COMMAND.addingPlugins],
      },
      { id: 'H4', statement: 'Adding to executions is documented', commands: [documents] },
    ],
  },
  {
    letter: 'S',
    title: 'Success criteria',
    lines: [
      { id: 'S1', statement: 'All tests of executions pass', commands: [requirements, executions] },
      { id: 'S2', statement: 'All tests of plugin stability pass', commands: [COMMAND.pluginStability] },
      { id: 'S3', statement: 'The scanner finds nothing', commands: [scan] },
      { id: 'S4', statement: 'No plugin.run() outside of tool-runner.ts', commands: [scan] },
      { id: 'S5', statement: 'Every exception becomes an envelope', commands: [executions, errors] },
      { id: 'S6', statement: 'The API answers 200 or 400, never 500', commands: [COMMAND.answers] },
      { id: 'S7', statement: 'Every execution updates the metrics', commands: [scan, executions] },
      {
        id: 'S8',
        statement: 'A job goes PENDING → RUNNING → SUCCESS or FAILED',
        commands: [COMMAND.jobStates],
      },
      {
        id: 'S9',
        statement: 'At least 95 % of all lines are covered, and all of libs/execution',
        commands: [COMMAND.coverage],
      },
      { id: 'S10', statement: 'Formatter and linter find nothing', commands: [COMMAND.format, COMMAND.lint] },
      { id: 'S11', statement: 'The compiler finds nothing', commands: [COMMAND.types] },
    ],
  },
];
