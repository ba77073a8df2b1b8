import type { ErrorType } from '@gatehouse/contracts';

/** What each type of error says. */
export const ERROR_TYPE_MEANINGS: Readonly<Record<ErrorType, string>> = {
  ValidationError: 'Input or output breaks its contract.',
  PluginError: 'No such plugin, unavailable, or failed to load.',
  ExecutionError: 'It ran, or waited to, and did not finish.',
  NotFoundError: 'There is nothing of that name.',
  ConflictError: 'It does not fit the state things are in.',
  AuthError: 'It is not allowed to whoever asked.',
  RateLimitError: 'Too many requests.',
  InternalError: 'Our own fault.',
};
