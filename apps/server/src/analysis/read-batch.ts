import type { ErrorPointer } from '@gatehouse/contracts';
import { isGatehouseError } from '@gatehouse/errors';
import type { BatchItem } from '@gatehouse/execution';
import { isFields, own, refuseUnknown, requestInvalid } from '../request/field-problems.js';
import type { AnalysisForm } from './analysis-form.js';
import { readAnalysisRequest } from './read-analysis-request.js';

/** The most items of a batch. */
export const MOST_ITEMS = 32;

/**
 * Reads what a batch asks for. What is wrong with one item is that item's own; what is wrong with the batch refuses it.
 *
 * @throws GatehouseError BODY_INVALID where the body is no list of items, or a list of too many
 */
export function readBatch(form: AnalysisForm): BatchItem[] {
  const { query, body } = form.kind === 'json' ? form : { query: form.query, body: null };
  const problems: ErrorPointer[] = [];
  refuseUnknown(query, [], problems);
  if (!isFields(body)) {
    throw requestInvalid([{ pointer: '', message: 'the body is not a JSON object' }]);
  }
  refuseUnknown(body, ['items'], problems);
  const items: unknown = own(body, 'items');
  if (!Array.isArray(items) || items.length === 0 || items.length > MOST_ITEMS) {
    problems.push({ pointer: '/items', message: `it is no list of 1 to ${MOST_ITEMS} items` });
  }
  if (problems.length > 0 || !Array.isArray(items)) throw requestInvalid(problems);
  return items.map(readItem);
}

function readItem(body: unknown): BatchItem {
  try {
    return readAnalysisRequest({ kind: 'json', query: {}, body });
  } catch (thrown) {
    if (isGatehouseError(thrown)) return thrown;
    throw thrown;
  }
}
