import { serveSandbox, type ProgramReply } from '@gatehouse/sandbox';
import { decodePixels } from './decode-pixels.js';
import { readDecodeRequest, type DecodeRequest } from './decode-request.js';
import { hardenSharp } from './harden-sharp.js';
import { LargeGarbage } from './large-garbage.js';
import { verifyDecodes } from './verify-decodes.js';
import { renderPicture } from '../rendering/render-picture.js';
import { asksForPicture, readRenderRequest, type RenderRequest } from '../rendering/render-request.js';
import { withinCpuTime } from './within-cpu-time.js';

const garbage = new LargeGarbage();

async function decode(body: Uint8Array, request: DecodeRequest): Promise<ProgramReply> {
  if (request.format === 'encoded') {
    await verifyDecodes(body, request);
    return { header: {} };
  }
  const { width, height, original, pixels } = await decodePixels(body, request);
  garbage.add(pixels.byteLength);
  return { header: { width, height, original: { ...original } }, body: pixels };
}

async function render(body: Uint8Array, request: RenderRequest): Promise<ProgramReply> {
  return { header: {}, body: await renderPicture(body, request) };
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
    if (asksForPicture(header)) {
      const wanted = readRenderRequest(header);
      return withinCpuTime(render(body, wanted), wanted.cpuMs);
    }
    const request = readDecodeRequest(header);
    return withinCpuTime(decode(body, request), request.cpuMs);
  },
});
