import type { ImportEdge, ProjectModel } from '../model.ts';
import type { FacadePolicy, Policy } from '../policy/policy.ts';
import { judgeHolders } from './judge-holders.ts';
import type { Finding, Rule } from './rule.ts';

/** Of the execution layer, the applications know the façade. */
export const facade: Rule = {
  id: 'EXE007',
  statement: 'Of the execution layer, controllers reach AnalysisExecutionService only.',
  why: 'The façade looks at the image, holds a place and makes the job. Behind it each step relies on the one before. Inject AnalysisExecutionService; what it cannot do yet belongs into it.',
  judge: (project, policy) => [...judgeHolders('EXE007', project, policy), ...judgeImports(project, policy)],
};

function judgeImports({ files }: ProjectModel, { facade: policy }: Policy): readonly Finding[] {
  return files
    .filter(({ file }) => file.startsWith(policy.from))
    .flatMap(({ imports }) => imports.flatMap((edge) => judgeEdge(edge, policy)));
}

function judgeEdge(edge: ImportEdge, { library, names, modules }: FacadePolicy): readonly Finding[] {
  if (edge.target?.startsWith(library) !== true) return [];
  const allowed = edge.file.endsWith(modules.ending) ? [...names, ...modules.names] : names;
  return edge.names
    .filter((name) => !allowed.includes(name))
    .map((name) => ({
      rule: 'EXE007' as const,
      place: edge,
      message: `${name === '*' ? 'All' : name} of ${edge.specifier} is taken here.`,
    }));
}
