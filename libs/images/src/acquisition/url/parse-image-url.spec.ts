import { isIP } from 'node:net';
import fc from 'fast-check';
import { hostOf, parseImageUrl, portOf } from './parse-image-url.js';

const problemOf = (text: string, base?: URL): string | null => parseImageUrl(text, base).problem;

function hostIn(text: string): string {
  const { url } = parseImageUrl(text);
  if (url === null) throw new Error(`${text} was refused`);
  return hostOf(url);
}

describe('the URL of an image', () => {
  it.each([
    ['http://example.org/a.png', 'example.org', 80],
    ['https://EXAMPLE.org', 'example.org', 443],
    ['HTTP://example.org:8080/?q#f', 'example.org', 8080],
    ['https://example.org.:80/', 'example.org', 80],
    ['http://bücher.example/', 'xn--bcher-kva.example', 80],
    ['http://[2001:DB8::1]:81/', '2001:db8::1', 81],
    ['https://example.org/bild-ä.png', 'example.org', 443],
  ])('%s leads to %s, port %d', (text, host, port) => {
    const { url } = parseImageUrl(text);
    expect(url).not.toBeNull();
    if (url !== null) expect([hostOf(url), portOf(url)]).toEqual([host, port]);
  });

  it.each([
    '0177.0.0.1',
    '0x7f.0.0.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '127.1',
    '127.0.1',
    '0X7F.1',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '127。0。0。1',
    '127｡0｡0｡1',
    '%31%32%37.0.0.1',
    '127%2e0%2e0%2e1',
    '127.0.0.\u00ad1',
  ])('of %s leads to 127.0.0.1, in the one way to write it', (host) => {
    expect(hostIn(`http://${host}/`)).toBe('127.0.0.1');
  });

  it.each([
    ['', 'it is not a URL'],
    ['picture.png', 'it is not a URL'],
    ['//example.org/', 'it is not a URL'],
    ['http://', 'it is not a URL'],
    ['http://1.2.3.4.5/', 'it is not a URL'],
    ['http://256.0.0.1/', 'it is not a URL'],
    ['http://[fe80::1%25eth0]/', 'it is not a URL'],
    ['http://[::1/', 'it is not a URL'],
    ['http://example.org:99999/', 'it is not a URL'],
    ['http://exa%00mple.org/', 'it is not a URL'],
    ['http://127.0.0.1%2f@example.org/', 'it holds credentials'],
    ['file:///etc/passwd', 'its scheme is neither http nor https'],
    ['ftp://example.org/', 'its scheme is neither http nor https'],
    ['gopher://example.org/', 'its scheme is neither http nor https'],
    ['data:image/png;base64,AAAA', 'its scheme is neither http nor https'],
    ['javascript:alert(1)', 'its scheme is neither http nor https'],
    ['blob:http://example.org/1', 'its scheme is neither http nor https'],
    ['http:example.org', 'its host does not follow on "//"'],
    ['http:/example.org', 'its host does not follow on "//"'],
    ['http:///example.org', 'its host does not follow on "//"'],
    ['http://user@example.org/', 'it holds credentials'],
    ['http://user:secret@example.org/', 'it holds credentials'],
    ['http://:secret@example.org/', 'it holds credentials'],
    ['http://example.org@127.0.0.1/', 'it holds credentials'],
    ['http://./', 'its host is no name'],
    ['http://.example.org/', 'its host is no name'],
    ['http://localhost../', 'its host is no name'],
    ['http://a..b/', 'its host is no name'],
    ['http://example.org\\@127.0.0.1/', 'it holds a space, a control character or a backslash'],
    [' http://example.org/', 'it holds a space, a control character or a backslash'],
    ['http://exam\tple.org/', 'it holds a space, a control character or a backslash'],
    ['http://example.org/\r\nHost: b', 'it holds a space, a control character or a backslash'],
    ['http://example.org/\u00a0', 'it holds a space, a control character or a backslash'],
    [`http://example.org/${'x'.repeat(4096)}`, 'it is longer than 4096 characters'],
  ])('is not %j', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it.each([
    ['/b.png', 'https://example.org/b.png'],
    ['b.png?x', 'https://example.org/a/b.png?x'],
    ['//other.example/', 'https://other.example/'],
    ['http:', null],
    ['file:///etc/passwd', null],
    ['//u@other.example/', null],
    ['\\\\other.example', null],
  ])('may, where it redirects, be the reference %s', (text, expected) => {
    expect(parseImageUrl(text, new URL('https://example.org/a/')).url?.href ?? null).toBe(expected);
  });

  it('is anything at all, or refused; and what is taken has one host, without anything around it', () => {
    const pieces = fc.constantFrom(
      'http://',
      'https:',
      '//',
      '@',
      ':',
      '.',
      '[',
      ']',
      '%',
      '\\',
      '127.0.0.1',
      '#',
      '?',
    );
    const texts = fc.oneof(
      fc.webUrl(),
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(pieces, fc.string())).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { url, problem } = parseImageUrl(text);
        if (url === null) {
          expect(problem).not.toBe('');
          return;
        }
        const host = hostOf(url);
        expect(
          isIP(host) !== 0 || /^[^[\]:@/\\?#%.\s]([^[\]:@/\\?#%\s]*[^[\]:@/\\?#%.\s])?$/.test(host),
        ).toBe(true);
        expect([url.username, url.password]).toEqual(['', '']);
        expect(portOf(url)).toBeLessThan(65_536);
      }),
      { numRuns: 5000 },
    );
  });
});
