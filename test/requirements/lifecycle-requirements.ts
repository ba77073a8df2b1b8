import type { Requirement } from './requirement.ts';

/** What is demanded of plugins and jobs over time. */
export const LIFECYCLE_REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'LIFE-01',
    section: 'Governance C; audit C',
    statement:
      'A plugin is LOADED, INITIALIZED, RUNNING, FAILED or UNAVAILABLE; SUCCESS and ERROR are no states.',
  },
  {
    id: 'LIFE-02',
    section: 'Part 1.3; audit C; diagram C',
    statement: 'The registry moves a plugin by one table of steps, as executions report.',
  },
  {
    id: 'JOB-01',
    section: 'Part 4; Part 5; Part 7; governance D',
    statement: 'A job goes PENDING → RUNNING → SUCCESS or FAILED, and no other way.',
  },
  {
    id: 'JOB-02',
    section: 'Wrap-up B; audit B',
    statement:
      'Every execution of a plugin that exists is tracked by a job, which holds what its caller was told.',
  },
  {
    id: 'JOB-03',
    section: 'Wrap-up E',
    statement: 'Jobs are kept over restarts, and those that nobody waits for are executed by a queue.',
  },
  {
    id: 'STAB-01',
    section: 'Part 3 step 2; Part 5',
    statement: 'A plugin that is broken is listed with why, and harms neither the server nor another plugin.',
  },
  {
    id: 'STAB-02',
    section: 'Part 1.1',
    statement:
      'Plugins are listed, described and reloaded by PluginManagementService, apart from executions.',
  },
  {
    id: 'STAB-03',
    section: 'Wrap-up E',
    statement:
      'A plugin whose process is lost again and again is taken out of service, and comes back by itself.',
  },
  {
    id: 'STAB-04',
    section: 'Wrap-up E',
    statement: 'What a plugin is written in, its schemas among it, cannot hold the server up.',
  },
  {
    id: 'STAB-05',
    section: 'Part 1.1; Part 5; Part 7',
    statement: 'What was there before executions knows nothing of them: imports run downward only.',
  },
];
