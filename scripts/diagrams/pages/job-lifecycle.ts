import { JOB_STATUS } from '@gatehouse/contracts';
import { JOB_TRANSITIONS } from '../../../libs/jobs/src/job-transitions.ts';
import type { Diagram } from '../diagram.ts';
import { stepArrows } from '../step-arrows.ts';

const { PENDING, RUNNING, SUCCESS, FAILED } = JOB_STATUS;

/** The states of a job. */
export const jobLifecycle: Diagram = {
  id: 'job-lifecycle',
  title: 'B. Job lifecycle',
  width: 1080,
  height: 360,
  boxes: [
    {
      id: 'asked',
      kind: 'outside',
      x: 30,
      y: 110,
      width: 150,
      height: 80,
      title: 'A request',
      lines: ['for a plugin', 'that exists'],
    },
    {
      id: PENDING,
      kind: 'state',
      x: 280,
      y: 110,
      width: 170,
      height: 80,
      title: PENDING,
      lines: ['waits for its turn,', 'or in the queue'],
    },
    {
      id: RUNNING,
      kind: 'state',
      x: 570,
      y: 110,
      width: 170,
      height: 80,
      title: RUNNING,
      lines: ['one attempt at the gate,', 'under a lease'],
    },
    {
      id: SUCCESS,
      kind: 'good',
      x: 870,
      y: 70,
      width: 180,
      height: 80,
      title: SUCCESS,
      lines: ['holds the result', 'final'],
    },
    {
      id: FAILED,
      kind: 'bad',
      x: 870,
      y: 250,
      width: 180,
      height: 80,
      title: FAILED,
      lines: ['holds the error', 'final'],
    },
  ],
  arrows: [
    {
      id: 'made',
      from: { box: 'asked', side: 'right', at: 0.5 },
      to: { box: PENDING, side: 'left', at: 0.5 },
      label: { x: 228, y: 142, lines: ['a job'], anchor: 'middle' },
    },
    ...stepArrows(JOB_TRANSITIONS, [
      {
        id: 'begins',
        steps: [[PENDING, RUNNING]],
        from: { box: PENDING, side: 'right', at: 0.5 },
        to: { box: RUNNING, side: 'left', at: 0.5 },
        label: { x: 509, y: 142, lines: ['is taken up'], anchor: 'middle' },
      },
      {
        id: 'succeeds',
        steps: [[RUNNING, SUCCESS]],
        from: { box: RUNNING, side: 'right', at: 0.25 },
        to: { box: SUCCESS, side: 'left', at: 0.75 },
        label: { x: 804, y: 122, lines: ['a sound output'], anchor: 'middle' },
      },
      {
        id: 'fails',
        steps: [[RUNNING, FAILED]],
        from: { box: RUNNING, side: 'right', at: 0.75 },
        to: { box: FAILED, side: 'left', at: 0.25 },
        turns: [
          { x: 790, y: 170 },
          { x: 790, y: 270 },
        ],
        label: {
          x: 780,
          y: 212,
          lines: ['refused, failed, cancelled,', 'or lost for the last time'],
          anchor: 'end',
        },
      },
      {
        id: 'is-cancelled',
        steps: [[PENDING, FAILED]],
        from: { box: PENDING, side: 'bottom', at: 0.5 },
        to: { box: FAILED, side: 'left', at: 0.75 },
        turns: [{ x: 365, y: 310 }],
        label: {
          x: 380,
          y: 302,
          lines: ['cancelled while it waited, or its process was lost'],
          anchor: 'start',
        },
      },
    ]),
  ],
};
