import type { AppConfig } from '@gatehouse/config';
import { hostOf, portOf } from './parse-image-url.js';
import { isPublicAddress } from './public-address.js';

/** From where images may be fetched, and how large they may be. */
export interface FetchPolicy {
  readonly isOn: boolean;
  /** Of one image. */
  readonly maxBytes: number;
  /** `host:port` of those for which neither of the two rules below holds. */
  readonly allowed: ReadonlySet<string>;
  readonly isPublicAddress: (address: string) => boolean;
  readonly isPublicPort: (port: number) => boolean;
}

const PUBLIC_PORTS: ReadonlySet<number> = new Set([80, 443]);

/** The rules that this process is configured with. */
export function fetchPolicy({ values }: AppConfig): FetchPolicy {
  return {
    isOn: values.IMAGE_URLS === 'on',
    maxBytes: values.IMAGE_MAX_BYTES,
    allowed: new Set(values.IMAGE_URL_ALLOW.map((entry) => hostAndPort(new URL(`http://${entry}`)))),
    isPublicAddress,
    isPublicPort: (port) => PUBLIC_PORTS.has(port),
  };
}

/** Where a URL leads, in the one form in which entries of IMAGE_URL_ALLOW are compared. */
export function hostAndPort(url: URL): string {
  return `${hostOf(url)}:${portOf(url)}`;
}
