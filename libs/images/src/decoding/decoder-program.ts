import type { JsonObject } from '@gatehouse/contracts';
import { serveSandbox, type ProgramReply } from '@gatehouse/sandbox';
import { decodePixels } from './decode-pixels.js';
import { readDecodeRequest } from './decode-request.js';
import { hardenSharp } from './harden-sharp.js';
import { LargeGarbage } from './large-garbage.js';
import { verifyDecodes } from './verify-decodes.js';

const garbage = new LargeGarbage();

async function decode(header: JsonObject, body: Uint8Array): Promise<ProgramReply> {
  const request = readDecodeRequest(header);
  if (request.format === 'encoded') {
    await verifyDecodes(body, request);
    return { header: {} };
  }
  const { width, height, original, pixels } = await decodePixels(body, request);
  garbage.add(pixels.byteLength);
  return { header: { width, height, original: { ...original } }, body: pixels };
}

/** The main program of a decoder's process. */
serveSandbox({
  initialize() {
    hardenSharp();
    return Promise.resolve();
  },

  async call(header, body) {
    await garbage.free();
    garbage.add(body.byteLength);
    return decode(header, body);
  },
});
