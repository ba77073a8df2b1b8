import type { GateModel, GateUse, Place, ProjectModel, TryStep } from '../model.ts';
import type { GatePolicy, Policy } from '../policy/policy.ts';
import { judgeMembers } from './judge-members.ts';
import { givenTo, leavingIn, usesIn } from './gate-steps.ts';
import type { Finding, Rule } from './rule.ts';

type Say = (place: Place, message: string) => void;

/** What runs is awaited inside a try whose finally counts it, whatever happens, between the two validations. */
export const metrics: Rule = {
  id: 'EXE004',
  statement:
    'run is awaited in a try, between both validations; its finally calls updateExecutionMetrics first and always.',
  why: 'An execution that is not counted did not happen for whoever watches the plugin, and one that is not validated or not enveloped breaks what callers were promised. Keep the shape: declarations, then one try { check the input, await run, check the output } catch { envelope } finally { updateExecutionMetrics; let go }.',
  judge: (project, policy) => [...judgeMembers('EXE004', project, policy), ...judgeGate(project, policy)],
};

function judgeGate({ gate }: ProjectModel, { gate: wanted }: Policy): readonly Finding[] {
  if (gate === null) return [];
  const findings: Finding[] = [];
  const say: Say = (place, message) => findings.push({ rule: 'EXE004', place, message });
  const [attempt, ...others] = gate.steps.filter((step) => step.kind === 'try');
  if (attempt === undefined) say(gate.place, 'There is no try at its top level.');
  else {
    judgeSurroundings(gate, attempt, say);
    if (others.length > 0) say(gate.place, 'There is more than one try at its top level.');
    judgeBlock(attempt, wanted, say);
    judgeReturns(attempt, checkedAt(attempt, wanted), say);
    judgeCatch(attempt, say);
    judgeFinally(gate, attempt, wanted, say);
  }
  return findings;
}

/** Before the try things are declared, after it is nothing: what happens there is not counted. */
function judgeSurroundings({ steps }: GateModel, attempt: TryStep, say: Say): void {
  const index = steps.indexOf(attempt);
  for (const step of steps.slice(0, index)) {
    if (step.kind !== 'plain' || !step.declares)
      say(step.place, 'Only declarations may stand before the try.');
    else if (step.uses.some(({ awaited }) => awaited))
      say(step.place, 'Nothing may be awaited before the try.');
  }
  for (const { place } of steps.slice(index + 1)) say(place, 'Nothing may stand after the finally.');
}

function judgeBlock({ place, block }: TryStep, { run, before, after }: GatePolicy, say: Say): void {
  const ran = block.findIndex((step) => step.kind === 'plain' && step.uses.some((use) => isSure(use, run)));
  const use = usesIn(block).find(({ members }) => members.includes(run));
  if (use === undefined) say(place, `${run} is not called in the try.`);
  else if (ran === -1)
    say(use, `${run} is not called for sure: it stands in a branch, in a function, or is no call.`);
  else if (!use.awaited)
    say(use, `${run} is not awaited in the try: its failure would get past catch and finally.`);
  const limit = ran === -1 ? block.length : ran;
  for (const [step, part, when] of [
    [before, block.slice(0, limit), 'before'],
    [after, block.slice(limit + 1), 'after'],
  ] as const) {
    const member = `${step.name}.${step.member}`;
    const isThere = part.some(
      (statement) =>
        statement.kind === 'plain' && statement.uses.some((found) => isSure(found, member, true)),
    );
    if (!isThere) say(place, `${member} is not called for sure ${when} ${run}.`);
  }
}

/** What the plugin answered leaves the gate after it was checked, and not before. */
function judgeReturns({ block }: TryStep, checked: number, say: Say): void {
  for (const step of leavingIn(checked === -1 ? block : block.slice(0, checked + 1))) {
    if (step.how !== 'throw') say(step.place, 'The try is left before the output was checked.');
  }
}

/** Where the output is checked; -1 where it is not. */
function checkedAt({ block }: TryStep, { after }: GatePolicy): number {
  const member = `${after.name}.${after.member}`;
  return block.findIndex(
    (step) => step.kind === 'plain' && step.uses.some((use) => isSure(use, member, true)),
  );
}

/** Whether a use is a call that is made whenever its statement is reached. */
function isSure(use: GateUse, member: string, through = false): boolean {
  const { members, called, conditional, nested, direct } = use;
  return members.includes(member) && called && !conditional && !nested && (direct || through);
}

function judgeCatch({ place, caught }: TryStep, say: Say): void {
  if (caught === null) say(place, 'The try has no catch: what is thrown has to become an outcome.');
  for (const step of leavingIn(caught ?? [])) {
    if (step.how === 'throw') say(step.place, 'The catch throws: the gate never rejects.');
  }
}

function judgeFinally(gate: GateModel, attempt: TryStep, wanted: GatePolicy, say: Say): void {
  const { final, place } = attempt;
  if (final === null) {
    say(place, 'The try has no finally.');
    return;
  }
  for (const step of leavingIn(final)) {
    say(step.place, 'The finally is left early: that would replace the outcome, or skip what follows.');
  }
  const [first] = final;
  const use =
    first?.kind === 'plain' ? first.uses.find(({ members }) => members.includes(wanted.metrics)) : undefined;
  if (first?.kind !== 'plain' || first.declares || use === undefined || !isFirst(use, wanted.metrics)) {
    const message = `The first statement of the finally is not a plain call of ${wanted.metrics}: what comes before it, or decides over it, can keep it from being made.`;
    say(first?.place ?? place, message);
    return;
  }
  judgeReport(gate, attempt, use, wanted, say);
}

const isFirst = (use: GateUse, member: string): boolean =>
  isSure(use, member) && use.whole && use.receiver === 'this.registry';

/** What is told: the plugin that was asked for, and whether it went wrong, which is so until the output was checked. */
function judgeReport(gate: GateModel, attempt: TryStep, use: GateUse, wanted: GatePolicy, say: Say): void {
  const [name, state = '', time = '', hadError = ''] = use.given;
  if (use.given.length !== 4)
    say(use, 'The metrics are told a name, a state, a time and whether it went wrong.');
  if (name !== gate.parameters[0]) say(use, 'The metrics have to be of the plugin that was asked for.');
  if (!/^\w+(\.\w+\(\))?$/.test(time)) say(use, `The time is worked out here (${time}), where it may throw.`);
  for (const variable of [state, hadError]) {
    const isVariable = /^\w+$/.test(variable) && givenTo(variable, gate.steps).length > 1;
    if (!isVariable) say(use, `The metrics are told \`${variable}\`, whatever happened.`);
  }
  const checked = checkedAt(attempt, wanted);
  const early = [
    ...gate.steps.filter((step) => step.kind === 'plain'),
    ...attempt.block.slice(0, checked + 1),
  ];
  if (givenTo(hadError, early).some((value) => value !== 'true')) {
    say(use, `\`${hadError}\` is not true until the output was checked.`);
  }
}
