import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A certificate that signed itself, and its key; both in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ECDSA_WITH_SHA256 = '06082a8648ce3d040302';
const COMMON_NAME = '0603550403';
const SUBJECT_ALT_NAME = '0603551d11';

/**
 * Makes a certificate (RFC 5280) for a host.
 *
 * @param daysLeft below zero for one that has expired
 */
export function makeCertificate(host: string, daysLeft = 1): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(hex(ECDSA_WITH_SHA256));
  const name = sequence(der(0x31, sequence(hex(COMMON_NAME), text(host))));
  const names = der(0x04, sequence(der(0x82, Buffer.from(host)))); // dNSName
  const content = sequence(
    der(0xa0, integer(2)), // version 3
    integer(1),
    algorithm,
    name,
    sequence(time(daysLeft - 3), time(daysLeft)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(hex(SUBJECT_ALT_NAME), names))),
  );
  const signature = der(0x03, Buffer.of(0), sign('sha256', content, privateKey));
  return { cert: pem(sequence(content, algorithm, signature)), key: pemOfKey(privateKey) };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const integer = (value: number): Buffer => der(0x02, Buffer.of(value));
const text = (value: string): Buffer => der(0x0c, Buffer.from(value));

/** UTCTime: YYMMDDhhmmssZ. */
function time(inDays: number): Buffer {
  const iso = new Date(Date.now() + inDays * DAY_MS).toISOString();
  return der(0x17, Buffer.from(`${iso.slice(2, 19).replace(/\D/g, '')}Z`));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function pemOfKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
