import type { SettingValues } from '@gatehouse/config';
import { FETCH_TIMEOUT_MS } from './acquisition/url/fetch-clock.js';
import { DECODER_START_TIMEOUT_MS } from './decoding/decoder-spec.js';
import { decodeTimeoutMs } from './decoding/image-decoder.js';

/** The most that an image may take until it is as its plugin wants it, in milliseconds: fetched and decoded. */
export function longestIntakeMs(values: Pick<SettingValues, 'IMAGE_MAX_DECODE_MS'>): number {
  return FETCH_TIMEOUT_MS + DECODER_START_TIMEOUT_MS + decodeTimeoutMs(values);
}

/** The most that drawing on an image may take, in milliseconds, once it was decoded. */
export function longestRenderingMs(values: Pick<SettingValues, 'IMAGE_MAX_DECODE_MS'>): number {
  return DECODER_START_TIMEOUT_MS + decodeTimeoutMs(values);
}
