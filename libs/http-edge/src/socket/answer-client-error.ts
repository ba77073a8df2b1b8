import { maxHeaderSize } from 'node:http';
import { errorOfClient, isAfterLastRequest, isAnswerable, type ClientError } from './client-error.js';
import type { Connection } from './connection.js';
import type { EdgeLimits } from './edge-limits.js';
import { stopParsing } from './linger.js';
import { writeRawAnswer } from './raw-answer.js';
import { requestIdFrom } from '../wire-gate/request-id.js';

/**
 * Answers bytes that are no request, or that end one early. An answer to an earlier request of the same connection goes
 * first: it may still be in the making.
 */
export function answerClientError(connection: Connection, error: ClientError, limits: EdgeLimits): void {
  const { socket, newest } = connection;
  if (!isAnswerable(error)) {
    socket.destroy();
    return;
  }
  if (connection.isEnding) return;
  stopParsing(socket);
  if (isAfterLastRequest(error)) return;
  const isBodyCut = newest?.hasWholeRequest === false;
  const refusal = errorOfClient(error, isBodyCut, { ...limits, maxHeaderBytes: maxHeaderSize });
  if (isBodyCut) newest.breakOff(refusal);
  // A connection that was opened and never used has asked nothing: an answer would be taken for that to the next request.
  else if (socket.bytesRead === 0) connection.end();
  else
    connection.endWith(() => {
      writeRawAnswer(socket, refusal, requestIdFrom(undefined));
    });
}
