import { Injectable } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import type { AdmittedRequest } from '../access/admitted-request.js';
import { addressGroup } from './address-group.js';
import { forwardedAddress } from './forwarded-address.js';
import { trustedProxies } from './trusted-proxies.js';

/** Where a request came from. */
export interface Client {
  readonly address: string;
  /** What is counted as one client. */
  readonly group: string;
}

/** Finds out where requests come from, also behind the proxies of TRUST_PROXY. */
@Injectable()
export class ClientAddress {
  private readonly isTrusted: (address: string) => boolean;

  constructor({ values }: AppConfig) {
    this.isTrusted = trustedProxies(values.TRUST_PROXY);
  }

  of({ headers, socket }: AdmittedRequest): Client {
    const header = headers['x-forwarded-for'] ?? '';
    const forwardedFor = typeof header === 'string' ? header : header.join();
    const address = forwardedAddress(socket.remoteAddress ?? '', forwardedFor, this.isTrusted);
    return { address, group: addressGroup(address) };
  }
}
