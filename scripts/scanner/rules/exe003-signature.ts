import type { GateModel, ProjectModel } from '../model.ts';
import { placeOfFile } from '../place-of-file.ts';
import type { GatePolicy, Policy } from '../policy/policy.ts';
import type { Finding, Rule } from './rule.ts';

/** The gate is declared exactly as everybody on the path was told. */
export const signature: Rule = {
  id: 'EXE003',
  statement: 'ToolRunner.run has exactly the agreed signature.',
  why: 'The signature is the contract of the gate: a name and a payload go in, an outcome comes out, and nothing else gets past. What accompanies an execution belongs into ExecutionControl; what comes of it into ExecutionOutcome.',
  judge: (project, policy) => judge(project, policy),
};

function judge({ gate, files }: ProjectModel, { gate: wanted }: Policy): readonly Finding[] {
  if (gate === null) {
    const isJudged = files.some(({ file }) => file === wanted.file);
    const message = `There is no ${wanted.name}.${wanted.method}.`;
    return isJudged ? [{ rule: 'EXE003', place: placeOfFile(wanted.file), message }] : [];
  }
  return offences(gate, wanted).map((message) => ({ rule: 'EXE003' as const, place: gate.place, message }));
}

function offences(gate: GateModel, wanted: GatePolicy): readonly string[] {
  const name = `${wanted.name}.${wanted.method}`;
  const strange = gate.manner.filter((manner) => manner !== 'async');
  const elsewhere = Object.entries(wanted.vocabulary).filter(
    ([word, file]) => gate.vocabulary[word] !== file,
  );
  return [
    ...(gate.signature === wanted.signature
      ? []
      : [`${name} is ${gate.signature}; it has to be ${wanted.signature}.`]),
    ...(gate.manner.includes('async')
      ? []
      : [`${name} is not async: what is thrown in it would not become an outcome.`]),
    ...strange.map((manner) => `${name} is ${manner}.`),
    ...elsewhere.map(([word, file]) => `${word} in its signature is not the one of ${file}.`),
  ];
}
