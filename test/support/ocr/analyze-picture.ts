import { expect } from '@jest/globals';
import { ask } from '../http.js';

/** Sends a picture as a raw body through the whole server, and gives the plugin's result; anything but a 200 fails. */
export async function analyzePicture(
  serverUrl: string,
  plugin: string,
  picture: Uint8Array,
  type: string,
  options: object = {},
): Promise<unknown> {
  const query = new URLSearchParams({ plugin, options: JSON.stringify(options) });
  const answer = await ask(`${serverUrl}/v1/analyze-execution?${query.toString()}`, {
    method: 'POST',
    headers: { 'content-type': `image/${type}` },
    body: Uint8Array.from(picture),
  });
  const { error, result } = answer.json as { error?: unknown; result?: unknown }; // every answer is one of the two
  expect({ status: answer.status, error }).toEqual({ status: 200, error: undefined });
  return result;
}
