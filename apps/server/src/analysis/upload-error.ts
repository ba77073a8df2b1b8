import { GatehouseError } from '@gatehouse/errors';
import { MulterError } from 'multer';

/** Translates what the multipart parser throws into errors of the catalogue. Decides only. */
export function fromUploadError(thrown: unknown, fileLimit: number): GatehouseError {
  if (!(thrown instanceof MulterError)) {
    const problem = Error.isError(thrown) ? thrown.message : 'it is malformed';
    return new GatehouseError('BODY_MALFORMED', { problem }, { cause: thrown });
  }
  switch (thrown.code) {
    case 'LIMIT_FILE_SIZE':
      return new GatehouseError('BODY_TOO_LARGE', { limit: fileLimit }, { cause: thrown });
    case 'LIMIT_FILE_COUNT':
      return new GatehouseError(
        'IMAGE_AMBIGUOUS',
        { count: 'several' },
        { errors: [{ pointer: '/image', message: 'more than one' }], cause: thrown },
      );
    default:
      return new GatehouseError('BODY_INVALID', { problem: describe(thrown) }, { cause: thrown });
  }
}

function describe({ message, field }: MulterError): string {
  const where = field === undefined ? '' : ` (${JSON.stringify(field.slice(0, 100))})`;
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}${where}`;
}
