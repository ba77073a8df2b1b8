import type { GateStep, GateUse, LeavingStep } from '../model.ts';

/** Everything that is used in some steps, at any depth. */
export function usesIn(steps: readonly GateStep[]): readonly GateUse[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'plain':
      case 'leave':
      case 'branch': // the uses of a branch hold those of its steps
        return step.uses;
      case 'try':
        return [...usesIn(step.block), ...usesIn(step.caught ?? []), ...usesIn(step.final ?? [])];
      default:
        return step satisfies never;
    }
  });
}

/** Every way of leaving some steps early, at any depth. */
export function leavingIn(steps: readonly GateStep[]): readonly LeavingStep[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'plain':
        return [];
      case 'leave':
        return [step];
      case 'branch':
        return leavingIn(step.steps);
      case 'try':
        return [...leavingIn(step.block), ...leavingIn(step.caught ?? []), ...leavingIn(step.final ?? [])];
      default:
        return step satisfies never;
    }
  });
}

/** What some steps give to a variable, at any depth. */
export function givenTo(variable: string, steps: readonly GateStep[]): readonly string[] {
  const assigns = steps.flatMap((step) => {
    switch (step.kind) {
      case 'plain':
        return step.assigns;
      case 'leave':
        return [];
      case 'branch':
        return step.steps.flatMap((inner) =>
          givenTo(variable, [inner]).map((value) => `${variable}=${value}`),
        );
      case 'try':
        return [...step.block, ...(step.caught ?? []), ...(step.final ?? [])].flatMap((inner) =>
          givenTo(variable, [inner]).map((value) => `${variable}=${value}`),
        );
      default:
        return step satisfies never;
    }
  });
  return assigns
    .filter((assignment) => assignment.startsWith(`${variable}=`))
    .map((assignment) => assignment.slice(variable.length + 1));
}
