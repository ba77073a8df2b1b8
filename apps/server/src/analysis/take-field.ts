import { isFields, own } from '../request/field-problems.js';
import type { AnalysisForm } from './analysis-form.js';

/** A field of one route, and the rest of the form, which says what all of them are told. */
export interface TakenField {
  readonly told: unknown;
  readonly rest: AnalysisForm;
}

/**
 * Takes a field out of a form, wherever it was told; what the body says counts.
 *
 * @param where the query alone, or anywhere
 */
export function takeField(form: AnalysisForm, name: string, where: 'query' | 'anywhere'): TakenField {
  const query = without(form.query, name);
  const inQuery = fieldOf(form.query, name);
  if (where === 'query' || form.kind === 'raw') return { told: inQuery, rest: { ...form, query } };
  if (form.kind === 'json') {
    const body = isFields(form.body) ? without(form.body, name) : form.body;
    return { told: fieldOf(form.body, name) ?? inQuery, rest: { ...form, query, body } };
  }
  return {
    told: fieldOf(form.fields, name) ?? inQuery,
    rest: { ...form, query, fields: without(form.fields, name) },
  };
}

function fieldOf(given: unknown, name: string): unknown {
  return isFields(given) ? own(given, name) : undefined;
}

function without(given: object, name: string): object {
  return Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));
}
