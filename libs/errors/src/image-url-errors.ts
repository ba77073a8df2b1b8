import { ERROR_TYPE } from '@gatehouse/contracts';
import type { CatalogueEntry } from './catalogue-entry.js';

const { ValidationError, ExecutionError } = ERROR_TYPE;

/** The part of the catalogue about images that the server is to fetch. No message says an address. */
export const IMAGE_URL_ERRORS = {
  IMAGE_URL_DISABLED: {
    type: ValidationError,
    message:
      'This server fetches no images: `image_url` is off. Send the image itself, or have the operator set IMAGE_URLS=on.',
    retryable: false,
    remedy: 'Send the image itself, or have the operator set IMAGE_URLS=on.',
  },
  IMAGE_URL_INVALID: {
    type: ValidationError,
    message: '`image_url` is not taken: {problem}. Send an absolute http or https URL without credentials.',
    retryable: false,
    remedy: 'Send an absolute http or https URL, percent-encoded and without credentials.',
  },
  IMAGE_URL_REFUSED: {
    type: ValidationError,
    message:
      'The server does not fetch from where `image_url` leads: {problem}. Send the image itself, or have the operator name host and port in IMAGE_URL_ALLOW.',
    retryable: false,
    remedy:
      'Send the image itself. For a host that the operator means to be fetched from, IMAGE_URL_ALLOW names its host:port; docs/image-urls.md says what is refused otherwise.',
  },
  IMAGE_URL_ANSWER_REFUSED: {
    type: ValidationError,
    message:
      'What `image_url` answers is not taken: {problem}. Send a URL that answers 200 with the image file.',
    retryable: false,
    remedy:
      'Send a URL that answers a GET without cookies or credentials with 200 and the image file, not compressed.',
  },
  IMAGE_URL_UNREACHABLE: {
    type: ExecutionError,
    message:
      'The image cannot be fetched from `image_url`: {problem}. Try again later, or send the image itself.',
    retryable: true,
    remedy: 'Check the URL; try again later, or send the image itself.',
  },
  IMAGE_URL_TIMED_OUT: {
    type: ExecutionError,
    message:
      'The image did not arrive from `image_url` in time: {problem}. Try again, or send the image itself.',
    retryable: true,
    remedy: 'Try again, or send the image itself.',
  },
} as const satisfies Record<string, CatalogueEntry>;
