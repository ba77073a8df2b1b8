import { DISGUISES } from './disguises.js';
import { SOURCES } from './hostile-sources.js';

const INTRODUCTION = `# Images by URL

\`{"plugin": "barcode", "image_url": "https://example.org/picture.png"}\` has the server fetch the image itself. That is
off by default, because whoever may send a URL borrows the server's place in the network; \`IMAGE_URLS=on\` turns it on.
It is for JSON bodies, in place of \`image\`; \`mime_type\` and \`options\` stay as they are. Nothing is fetched for a
request that is refused anyway: without a key, with malformed options, for a plugin that does not exist.

## What is fetched

- \`http:\` and \`https:\`, without credentials, at port 80 or 443. Certificates have to be valid for the host.
- From hosts on the public internet only. A name is looked up once, at the name servers and not in the hosts file;
  each of its addresses has to be public, the connection is made to one of those, and is seen to have been before
  anything is sent.
- At most three redirects (301, 302, 303, 307, 308), each of which goes through all of this again; none from https to
  http.
- What answers 200, not compressed. Its Content-Type does not count: the bytes say what it is, and \`mime_type\` where
  the request declares it.

The request carries no cookie, no credentials and no referrer; proxies of the environment are not used, and every
connection serves one request. What is fetched goes through the same gate as what is sent.

## Limits

| Limit                                  |                                                            |
| -------------------------------------- | ---------------------------------------------------------- |
| Finding the host's addresses           | 2 s                                                        |
| Connecting, with TLS                   | 2 s                                                        |
| Until an answer begins, redirects each | 4 s                                                        |
| Pause while the image arrives          | 3 s                                                        |
| All of it                              | 8 s                                                        |
| Headers of an answer                   | 16 KB                                                      |
| The image                              | \`IMAGE_MAX_BYTES\`, and a place among \`EXECUTION_MAX_BYTES\` |
| Images that are fetched at once        | 64, of one host 16; beyond: \`QUEUE_FULL\`                   |

## Hosts of an intranet

\`IMAGE_URL_ALLOW=images.intranet:8080,192.168.1.7:80\` names hosts that may be fetched from though they are not
public, or listen at other ports. An entry holds for that host, written like that, at that port: not for another name of
the same machine, and not for where it redirects to. Everything else on this page holds for it too, but that its name is
found as the machine finds it, hosts file included.

An address that is public by its number and leads into your own network all the same (a NAT64 prefix of your own, public
addresses inside a firewall) cannot be told from others: let the firewall refuse those.

## What is said

[errors.md](errors.md) has the codes that begin with \`IMAGE_URL_\`, beside those of every image. No message names an address, nor passes on what
a host said.

This page is written by \`npm run docs:image-urls\` from the tests that try all of what follows; a test compares.

## Ways to write a place that is not public

Each is tried over HTTP, as it stands and as a redirect, beside a canary on loopback that notes every connection: there
is none.
`;

/** The text of docs/image-urls.md: what holds, and what was tried. */
export function imageUrlsPage(): string {
  const refused = DISGUISES.filter(({ code }) => code === 'IMAGE_URL_REFUSED');
  const invalid = DISGUISES.filter(({ code }) => code === 'IMAGE_URL_INVALID');
  return [
    INTRODUCTION,
    section(
      'IMAGE_URL_REFUSED',
      refused.map(({ what }) => what),
    ),
    section(
      'IMAGE_URL_INVALID',
      invalid.map(({ what }) => what),
    ),
    '## What a source may send\n\nA good call after each is answered.\n',
    ...sourceSections(),
  ].join('\n');
}

function sourceSections(): readonly string[] {
  const outcomes = [...new Set(Object.values(SOURCES).map(([, outcome]) => String(outcome)))].sort();
  return outcomes.map((outcome) => {
    const sources = Object.entries(SOURCES).filter(([, [, told]]) => String(told) === outcome);
    return section(
      outcome === '200' ? 'Answered' : outcome,
      sources.map(([source]) => source),
    );
  });
}

function section(title: string, lines: readonly string[]): string {
  return `### ${title}\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
}
