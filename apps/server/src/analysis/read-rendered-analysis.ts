import type { AnalysisRequest } from '@gatehouse/execution';
import { requestInvalid } from '../request/field-problems.js';
import type { AnalysisForm } from './analysis-form.js';
import { readAnalysisRequest } from './read-analysis-request.js';
import { takeField } from './take-field.js';

/**
 * Reads what a request for an analysis asks for, and whether what is found is to be drawn: `render` in the query.
 *
 * @throws GatehouseError what `readAnalysisRequest` throws
 */
export function readRenderedAnalysis(form: AnalysisForm): AnalysisRequest {
  const { told, rest } = takeField(form, 'render', 'query');
  return { ...readAnalysisRequest(rest), isRendered: readFlag(told) };
}

function readFlag(told: unknown): boolean {
  if (told === undefined || told === '' || told === 'false') return false;
  if (told === 'true') return true;
  throw requestInvalid([{ pointer: '/render', message: 'it is neither true nor false' }]);
}
