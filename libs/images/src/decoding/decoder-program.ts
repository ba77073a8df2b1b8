import { serveSandbox } from '@gatehouse/sandbox';
import { decodePixels } from './decode-pixels.js';
import { readDecodeRequest } from './decode-request.js';
import { hardenSharp } from './harden-sharp.js';

/** The main program of a decoder's process. */
serveSandbox({
  initialize() {
    hardenSharp();
    return Promise.resolve();
  },

  async call(header, body) {
    const { width, height, original, pixels } = await decodePixels(body, readDecodeRequest(header));
    return { header: { width, height, original: { ...original } }, body: pixels };
  },
});
