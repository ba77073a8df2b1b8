import { createServer, type Server } from 'node:https';
import tls from 'node:tls';
import { spawnServer } from '../../scripts/support/server-process.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { postJson, sample, type Answer } from '../support/http.js';
import { makeCertificate, type Certificate } from './support/certificate.js';
import { openHosts, listening, portOf, STRANGER, type Hosts } from './support/hosts.js';
import { startNameServer, type NameServer } from './support/name-server.js';
import { ready, startOpenServer, withOnePlugin } from './support/start-open-server.js';

const png = sample('qr-tiny.png');
const trusted = makeCertificate('secure.test');
const expired = makeCertificate('secure.test', -1);
const strange = makeCertificate('secure.test');

let hosts: Hosts;
let names: NameServer;
let server: Awaited<ReturnType<typeof startOpenServer>>;
const open: Server[] = [];
const before = tls.getCACertificates('default');

async function serve(certificate: Certificate): Promise<number> {
  const opened = createServer(certificate, ({ url }, response) => {
    if (url === '/picture.png') response.end(png);
    else
      response
        .writeHead(302, { Location: url === '/up' ? '/picture.png' : `http://secure.test:${hosts.port}/` })
        .end();
  });
  open.push(opened);
  await listening(opened, 0, STRANGER);
  return portOf(opened);
}

beforeAll(async () => {
  tls.setDefaultCACertificates([...before, trusted.cert, expired.cert]);
  hosts = await openHosts((_, response) => response.end(png));
  names = await startNameServer({
    'secure.test': [STRANGER],
    'other.test': [STRANGER],
    'loopback.test': ['127.0.0.1'],
  });
  server = await startOpenServer();
});
afterAll(async () => {
  tls.setDefaultCACertificates(before);
  names.close();
  for (const opened of open) opened.close();
  await Promise.all([server.close(), hosts.close()]);
});

const send = (image_url: string, to = server.url): Promise<Answer> =>
  postJson(`${to}/v1/analyze-execution`, { plugin: 'file', image_url });

describe('https', () => {
  it('is spoken with a host whose certificate is valid for it', async () => {
    const port = await serve(trusted);
    expect(await send(`https://secure.test:${port}/picture.png`)).toMatchObject({ status: 200 });
    expect(await send(`https://SECURE.test.:${port}/up`)).toMatchObject({ status: 200 });
  });

  it.each([
    ['for another name', 'other.test', trusted],
    ['for a name, where an address was asked', STRANGER, trusted],
    ['of a time that is over', 'secure.test', expired],
    ['that nobody vouches for', 'secure.test', strange],
  ])('is not spoken with one whose certificate is %s', async (_, host, certificate) => {
    const port = await serve(certificate);
    const error = expectEnvelope(
      await send(`https://${host}:${port}/picture.png`),
      'IMAGE_URL_ANSWER_REFUSED',
    );
    expect(error.message).toContain('its certificate is not valid for the host');
  });

  it('does not lead back to http, not even at the same host', async () => {
    const port = await serve(trusted);
    const error = expectEnvelope(await send(`https://secure.test:${port}/down`), 'IMAGE_URL_REFUSED');
    expect(error.message).toContain('it redirects from https to http');
    expect(hosts.visits).toEqual([]);
  });

  it('leads no more to where nobody may go than http does', async () => {
    for (const host of ['127.0.0.1', '[::1]', 'loopback.test', 'localhost'])
      expectEnvelope(await send(`https://${host}:${hosts.port}/`), 'IMAGE_URL_REFUSED');
    expect(hosts.touches).toEqual([]);
  });
});

// In a process of its own: a test's `process.env` is not the one that Node reads.
describe('the environment', () => {
  it('neither names a proxy that is used nor makes any certificate valid', async () => {
    const port = await serve(strange);
    const proxy = `http://127.0.0.1:${hosts.port}`;
    const spawned = await spawnServer({
      ...withOnePlugin({ IMAGE_URL_ALLOW: `${STRANGER}:${hosts.port},${STRANGER}:${port}` }),
      ...{ NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy },
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    });
    try {
      const url = await spawned.ready();
      await ready(url);
      expect(await send(`http://${STRANGER}:${hosts.port}/`, url)).toMatchObject({ status: 200 });
      const answer = await send(`https://${STRANGER}:${port}/picture.png`, url);
      expectEnvelope(answer, 'IMAGE_URL_ANSWER_REFUSED');
    } finally {
      await spawned.dispose();
    }
    expect(hosts.touches).toEqual([]);
  });
});
