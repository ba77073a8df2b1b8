import type { ModuleModel, ProjectModel } from '../model.ts';
import type { ModulePolicy, Policy } from '../policy/policy.ts';
import { judgeHolders } from './judge-holders.ts';
import { judgeMembers } from './judge-members.ts';
import type { Finding, Rule } from './rule.ts';

/** Nobody but the gate holds a plugin, or what gives one out; and no module hands one on. */
export const noOtherHolder: Rule = {
  id: 'EXE002',
  statement: 'Nobody else holds a plugin, or what gives one out.',
  why: 'What nobody holds, nobody can run past the gate. Ask AnalysisExecutionService for executions and PluginManagementService for everything else.',
  judge: (project, policy) => [
    ...judgeHolders('EXE002', project, policy),
    ...judgeMembers('EXE002', project, policy),
    ...judgeModules(project, policy),
  ],
};

function judgeModules({ modules }: ProjectModel, policy: Policy): readonly Finding[] {
  return modules.flatMap((module) => {
    const wanted = policy.modules.find(({ name }) => name === module.name);
    return wanted === undefined ? [] : offences(module, wanted).map((message) => finding(module, message));
  });
}

function offences(module: ModuleModel, wanted: ModulePolicy): readonly string[] {
  const { name, exports, providers, decorators } = module;
  const more = exports.filter((exported) => !wanted.exports.includes(exported));
  const fewer = wanted.exports.filter((exported) => !exports.includes(exported));
  const odd = wanted.plainProviders ? providers.filter((provider) => !/^\w+$/.test(provider)) : [];
  return [
    ...more.map((exported) => `${name} hands on ${exported}.`),
    ...fewer.map((exported) => `${name} does not hand on ${exported}.`),
    ...odd.map((provider) => `${name} provides ${provider}, which is no plain class.`),
    ...(decorators.length === 1
      ? []
      : [`${name} has other decorators than Module: ${decorators.join(', ')}.`]),
  ];
}

function finding({ place }: ModuleModel, message: string): Finding {
  const why =
    'What a module hands on, anybody may inject. Hand on the façade; provide the layers behind it as the plain classes they are. If this is meant, change the policy and say why.';
  return { rule: 'EXE002', place, message, why };
}
