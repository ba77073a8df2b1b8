import fc from 'fast-check';
import type { JsonObject } from '@gatehouse/contracts';
import { fittingRequest, oddRequest, type MadeRequest } from '../support/contract/arbitrary-request.js';
import { operationsOf, peek, textFrom, type Operation } from '../support/contract/document-nodes.js';
import { ask } from '../support/http.js';
import { startServer } from '../support/start-server.js';

/** `SEED=… npm test -- test/openapi/requests.spec.ts` sends the same again. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
/** For each operation; of those that start processes or have everything done anew, fewer. */
const RUNS = { usual: 25, costly: 2 };

/** What answers for each part of its body by itself, and so for a body in which some do not fit. */
const PART_BY_PART = new Set(['POST /v1/analyze-execution/batch']);

/** What refuses a request for its form. A fitting one may be refused for other reasons, but not for these. */
const OF_FORM = [
  'BODY_INVALID',
  'BODY_MALFORMED',
  'OPTIONS_MALFORMED',
  'OPTIONS_INVALID',
  'CONTENT_TYPE_UNSUPPORTED',
];

// The operations must be known before the first test runs.
const server = await startServer();
const document = (await ask(`${server.url}/openapi.json`)).json as JsonObject; // held to its own schema by `ask`
afterAll(() => server.close());

const operations = operationsOf(document).map((one) => [`${one.method} ${one.path}`, one] as const);

function runsOf({ method, path, operation }: Operation): number {
  const isCostly = path.includes('reload') || (method !== 'GET' && operation['requestBody'] === undefined);
  return isCostly ? RUNS.costly : RUNS.usual;
}

/** Sends it; `ask` fails where status, headers or body are not as the document says. Gives back 200, or the code. */
async function send({ path, init }: MadeRequest): Promise<string> {
  const { status, json } = await ask(server.url + path, init);
  return status === 200 ? '200' : textFrom(peek(json as JsonObject, 'error', 'details', 'code')); // shown by `ask`
}

describe(`made-up requests, seed ${SEED}, of`, () => {
  describe.each(operations)('%s', (name, operation) => {
    it('that fit are not refused for their form', async () => {
      await fc.assert(
        fc.asyncProperty(fittingRequest(document, operation), async (request) => {
          expect(OF_FORM).not.toContain(await send(request));
        }),
        { seed: SEED, numRuns: runsOf(operation), endOnFailure: true },
      );
    });

    it('that are odd are answered as the document says, and refused where it says they do not fit', async () => {
      await fc.assert(
        fc.asyncProperty(oddRequest(document, operation), async (request) => {
          const answer = await send(request);
          // what the query tells may stand in for what the body leaves out
          const isLenient = request.path.includes('?') || PART_BY_PART.has(name);
          const mustRefuse = request.fits === false && !isLenient;
          if (mustRefuse) expect(answer).not.toBe('200');
        }),
        { seed: SEED, numRuns: runsOf(operation), endOnFailure: true },
      );
    });
  });
});
