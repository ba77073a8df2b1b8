import { gzipSync } from 'node:zlib';
import type { ErrorCode } from '@gatehouse/errors';
import { sample } from '../../support/http.js';
import { field, file, get, multipart, post, postChunks, requestBytes } from './request-bytes.js';

/** Bytes on one connection, and what is to come back. */
export interface HostileRequest {
  readonly what: string;
  readonly bytes: Buffer;
  /** What the answers say in order: 200, or a code; several where more than one is right. */
  readonly says: readonly (200 | ErrorCode | readonly (200 | ErrorCode)[])[];
  /** Of the requests in order, where one is HEAD. */
  readonly methods?: readonly string[];
}

type Says = HostileRequest['says'][number];
type Row = readonly [what: string, bytes: Buffer, ...says: Says[]];

const PNG = sample('qr-tiny.png');
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'multipart/form-data; boundary=b';
const ANALYZE = '/v1/analyze-execution';
const WHOLE_JSON = JSON.stringify({ plugin: 'facts', image: PNG.toString('base64') });
const CLOSE = ['Connection: close'];

const raw = (text: string): Buffer => Buffer.from(text, 'latin1');
const analyzeJson = (body: string, headers: readonly string[] = []): Buffer =>
  post(ANALYZE, JSON_TYPE, body, headers);
const analyzeForm = (parts: readonly string[]): Buffer => post(ANALYZE, FORM_TYPE, multipart(parts));
const analyzeRaw = (headers: readonly string[], body: Buffer | string): Buffer =>
  requestBytes(`POST ${ANALYZE}?plugin=facts HTTP/1.1`, headers, body);

const ROUTES_AND_VERBS: readonly Row[] = [
  ['the root', get('/'), 200],
  ['a route', get('/v1/plugins'), 200],
  ['a route with a query', get('/v1/plugins?a=b&a=c&__proto__=x'), 200],
  ['an unknown route', get('/nonesuch'), 'ROUTE_NOT_FOUND'],
  ['a known route with a slash too many', get('//v1//plugins'), 'ROUTE_NOT_FOUND'],
  ...[
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'M-SEARCH',
    'QUERY',
    'PURGE',
    'LINK',
  ].map((verb): Row => [
    `${verb} where there is none`,
    requestBytes(`${verb} / HTTP/1.1`),
    'ROUTE_NOT_FOUND',
  ]),
  ['OPTIONS of everything', requestBytes('OPTIONS * HTTP/1.1'), 'ROUTE_NOT_FOUND'],
  [
    'a preflight of this very page',
    requestBytes('OPTIONS /v1/plugins HTTP/1.1', [
      'Origin: http://localhost',
      'Access-Control-Request-Method: POST',
    ]),
    'ROUTE_NOT_FOUND',
  ],
  [
    'a preflight of a strange page',
    requestBytes('OPTIONS /v1/plugins HTTP/1.1', [
      'Origin: http://evil.example',
      'Access-Control-Request-Method: POST',
    ]),
    'ORIGIN_NOT_ALLOWED',
  ],
  ['CONNECT', requestBytes('CONNECT localhost:80 HTTP/1.1'), 'PROTOCOL_UNSUPPORTED'],
  ['a verb nobody knows', requestBytes('BREW / HTTP/1.1'), 'REQUEST_MALFORMED'],
  ['a verb in lower case', requestBytes('get / HTTP/1.1'), 'REQUEST_MALFORMED'],
  ['a path in place of a verb', raw('/ HTTP/1.1\r\nHost: localhost\r\n\r\n'), 'REQUEST_MALFORMED'],
  ['a GET with a body', requestBytes('GET / HTTP/1.1', ['Content-Length: 5'], 'hello'), 200],
  [
    'a DELETE with a body',
    requestBytes('DELETE / HTTP/1.1', ['Content-Length: 5'], 'hello'),
    'ROUTE_NOT_FOUND',
  ],
  ['a POST with a body where there is no route', post('/nonesuch', JSON_TYPE, '{}'), 'ROUTE_NOT_FOUND'],
  [
    'an upgrade to HTTP/2',
    get('/', ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk']),
    200,
  ],
  [
    'an upgrade to a web socket',
    get('/v1/plugins', [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: eA==',
    ]),
    200,
  ],
  ['an upgrade of a POST', analyzeJson(WHOLE_JSON, ['Connection: Upgrade', 'Upgrade: h2c']), 200],
  ...[
    'if-none-match: *',
    'if-match: "x"',
    'range: bytes=0-1',
    'range: bytes=-1,5-',
    'if-modified-since: Sun, 22 Nov 2099 00:00:00 GMT',
  ].map((header): Row => [`a condition: ${header}`, get('/docs/sample.png', [header]), 200]),
];

const TARGETS: readonly Row[] = [
  ...['/%', '/%zz', '/%e0%a4%a', '/v1/plugins/%ff', '/docs/%c0%ae', '/v1/analyze-execution/jobs/%'].map(
    (path): Row => [`the malformed target ${path}`, get(path), ['ROUTE_NOT_FOUND', 'BODY_MALFORMED']],
  ),
  ['a NUL that is encoded', get('/v1/plugins/%00'), ['PLUGIN_NOT_FOUND', 'ROUTE_NOT_FOUND']],
  ['a NUL in the target', get('/\0'), 'REQUEST_MALFORMED'],
  ['eight bits in the target', get('/\xff\xfe'), 'REQUEST_MALFORMED'],
  ['a tab in the target', get('/a\tb'), 'REQUEST_MALFORMED'],
  ['a blank in the target', get('/a b'), 'REQUEST_MALFORMED'],
  ['no target', raw('GET HTTP/1.1\r\nHost: localhost\r\n\r\n'), 'REQUEST_MALFORMED'],
  ['a fragment', get('/#x'), [200, 'ROUTE_NOT_FOUND', 'REQUEST_MALFORMED']],
  ['an absolute target', get('http://localhost/'), 200],
  ['an absolute target of another host', get('http://evil.example/v1/plugins'), 200],
  ['an absolute target of nothing', get('http://'), ['ROUTE_NOT_FOUND', 'REQUEST_MALFORMED']],
  ['a target that is only a query', get('?x'), 'REQUEST_MALFORMED'],
  ['a target with two dots', get('/docs/../../../etc/passwd'), 'ROUTE_NOT_FOUND'],
  [
    'a target with encoded dots',
    get('/docs/%2e%2e%2f%2e%2e%2fpackage.json'),
    ['ROUTE_NOT_FOUND', 'BODY_MALFORMED'],
  ],
  ['a target of 15 KB', get(`/${'a'.repeat(15_000)}`), 'ROUTE_NOT_FOUND'],
  ['a target of 20 KB', get(`/${'a'.repeat(20_000)}`), 'REQUEST_HEAD_TOO_LARGE'],
  ['a query of 20 KB', get(`/v1/plugins?${'a'.repeat(20_000)}`), 'REQUEST_HEAD_TOO_LARGE'],
  ['a thousand parameters', get(`/v1/plugins?${'a=1&'.repeat(1000)}`), 200],
];

const NOT_HTTP: readonly Row[] = [
  ['a TLS hello', Buffer.from('16030100c8010000c40303', 'hex'), 'REQUEST_MALFORMED'],
  ['the preface of HTTP/2', raw('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), 'PROTOCOL_UNSUPPORTED'],
  ['HTTP/2 as text', requestBytes('GET / HTTP/2.0'), 'PROTOCOL_UNSUPPORTED'],
  ['HTTP/3 as text', requestBytes('GET / HTTP/3.0'), 'REQUEST_MALFORMED'],
  ['HTTP/1.2', requestBytes('GET / HTTP/1.2'), 'REQUEST_MALFORMED'],
  ['HTTP/0.9', raw('GET /\r\n\r\n'), ['PROTOCOL_UNSUPPORTED', 'REQUEST_MALFORMED']],
  ['HTTP/1.0 with a Host', requestBytes('GET / HTTP/1.0'), 200],
  ['HTTP/1.0 without a Host', raw('GET / HTTP/1.0\r\n\r\n'), 'HOST_NOT_ALLOWED'],
  ['a version in lower case', requestBytes('GET / http/1.1'), 'REQUEST_MALFORMED'],
  ['SSH', raw('SSH-2.0-OpenSSH_9.6\r\n'), 'REQUEST_MALFORMED'],
  ['SMTP', raw('EHLO example\r\n'), 'REQUEST_MALFORMED'],
  [
    'RTSP',
    raw('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n'),
    ['REQUEST_MALFORMED', 'HOST_NOT_ALLOWED', 'ROUTE_NOT_FOUND'],
  ],
  ['ICE', raw('SOURCE /s ICE/1.0\r\n\r\n'), ['REQUEST_MALFORMED', 'HOST_NOT_ALLOWED', 'ROUTE_NOT_FOUND']],
  ['NULs', Buffer.alloc(64), 'REQUEST_MALFORMED'],
  ['a line feed alone after each line', raw('GET / HTTP/1.1\nHost: localhost\n\n'), 'REQUEST_MALFORMED'],
  [
    'a carriage return alone after each line',
    raw('GET / HTTP/1.1\rHost: localhost\r\r'),
    'REQUEST_MALFORMED',
  ],
  ['empty lines before the request', raw(`\r\n\r\n${get('/').toString('latin1')}`), 200],
  ['JSON', raw('{"plugin":"ocr"}\r\n\r\n'), 'REQUEST_MALFORMED'],
];

const HEADERS: readonly Row[] = [
  ['no Host', raw('GET / HTTP/1.1\r\n\r\n'), 'REQUEST_MALFORMED'],
  ['two Hosts', get('/', ['Host: localhost', 'Host: evil.example']), 'REQUEST_MALFORMED'],
  ['two Hosts that agree', get('/', ['Host: localhost', 'host: localhost']), 'REQUEST_MALFORMED'],
  ['an empty Host', get('/', ['Host:']), 'HOST_NOT_ALLOWED'],
  ['a strange Host', get('/', ['Host: evil.example']), 'HOST_NOT_ALLOWED'],
  ['a Host of two', get('/', ['Host: localhost, evil.example']), 'HOST_NOT_ALLOWED'],
  ['a Host with a user', get('/', ['Host: localhost@evil.example']), 'HOST_NOT_ALLOWED'],
  ['a strange Origin', get('/', ['Origin: http://evil.example']), 'ORIGIN_NOT_ALLOWED'],
  ['the Origin null', get('/', ['Origin: null']), 'ORIGIN_NOT_ALLOWED'],
  ['a header without a colon', get('/', ['nonsense']), 'REQUEST_MALFORMED'],
  ['a header without a name', get('/', [': x']), 'REQUEST_MALFORMED'],
  ['a blank before the colon', get('/', ['X-A : b']), 'REQUEST_MALFORMED'],
  [
    'a folded header',
    raw('GET / HTTP/1.1\r\nHost: localhost\r\nX-A: a\r\n b\r\n\r\n'),
    [200, 'REQUEST_MALFORMED'],
  ],
  ['a NUL in a header', get('/', ['X-A: a\0b']), 'REQUEST_MALFORMED'],
  ['a NUL in a header’s name', get('/', ['X\0A: b']), 'REQUEST_MALFORMED'],
  ['eight bits in a header', get('/', ['X-A: \xe4\xff']), 200],
  ['eight bits in a header’s name', get('/', ['X-\xe4: a']), 'REQUEST_MALFORMED'],
  ['a carriage return in a header', get('/', ['X-A: a\rb']), 'REQUEST_MALFORMED'],
  ['a header of 20 KB', get('/', [`X-A: ${'a'.repeat(20_000)}`]), 'REQUEST_HEAD_TOO_LARGE'],
  ['a header’s name of 20 KB', get('/', [`${'a'.repeat(20_000)}: b`]), 'REQUEST_HEAD_TOO_LARGE'],
  ['three thousand headers', get('/', Array<string>(3000).fill('a:b')), [200, 'REQUEST_HEAD_TOO_LARGE']],
  ['a Host behind 2500 headers', get('/', [...Array<string>(2500).fill('a:b'), 'Host: localhost']), 200],
  ['an id that is none', get('/', ['X-Request-Id: two words']), 200],
  ['an id twice', get('/', ['X-Request-Id: a', 'X-Request-Id: b']), 200],
  ['a header called __proto__', get('/', ['__proto__: x', 'constructor: y']), 200],
  ['an expectation nobody meets', get('/', ['Expect: 200-maybe']), 'PROTOCOL_UNSUPPORTED'],
  ['an empty expectation', get('/', ['Expect:']), 'PROTOCOL_UNSUPPORTED'],
  ['an Accept of nothing we have', get('/', ['Accept: image/x-none;q=0']), 200],
  ['an Accept-Encoding of gzip', get('/', ['Accept-Encoding: gzip, br, *;q=0']), 200],
  ['TE and trailers', get('/', ['TE: trailers, deflate', 'Trailer: X-A']), 200],
];

const FRAMING: readonly Row[] = [
  ['a Content-Length that is no number', analyzeRaw(['Content-Length: five'], ''), 'REQUEST_MALFORMED'],
  ['a negative Content-Length', analyzeRaw(['Content-Length: -1'], ''), 'REQUEST_MALFORMED'],
  ['a Content-Length with a plus', analyzeRaw(['Content-Length: +1'], 'a'), 'REQUEST_MALFORMED'],
  ['a Content-Length in hexadecimal', analyzeRaw(['Content-Length: 0x1'], 'a'), 'REQUEST_MALFORMED'],
  ['an empty Content-Length', analyzeRaw(['Content-Length:'], ''), 'REQUEST_MALFORMED'],
  [
    'a Content-Length beyond 64 bits',
    analyzeRaw(['Content-Length: 99999999999999999999999'], ''),
    'REQUEST_MALFORMED',
  ],
  ['two Content-Lengths', analyzeRaw(['Content-Length: 1', 'Content-Length: 2'], 'ab'), 'REQUEST_MALFORMED'],
  [
    'two Content-Lengths that agree',
    analyzeRaw(['Content-Length: 1', 'Content-Length: 1'], 'a'),
    'REQUEST_MALFORMED',
  ],
  ['a Content-Length of two', analyzeRaw(['Content-Length: 1, 1'], 'a'), 'REQUEST_MALFORMED'],
  [
    'Content-Length against chunks',
    analyzeRaw(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'chunks against Content-Length',
    analyzeRaw(['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'chunks twice',
    analyzeRaw(['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    ['REQUEST_MALFORMED', 'PROTOCOL_UNSUPPORTED'],
  ],
  [
    'chunks and identity',
    analyzeRaw(['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'),
    'REQUEST_MALFORMED',
  ],
  ['identity alone', analyzeRaw(['Transfer-Encoding: identity'], ''), 'PROTOCOL_UNSUPPORTED'],
  [
    'gzip inside chunks',
    analyzeRaw(['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'),
    'PROTOCOL_UNSUPPORTED',
  ],
  [
    'a coding with a tab',
    analyzeRaw(['Transfer-Encoding:\tchunked'], '0\r\n\r\n'),
    ['REQUEST_MALFORMED', 'CONTENT_TYPE_UNSUPPORTED'],
  ],
  ['a coding in quotes', analyzeRaw(['Transfer-Encoding: "chunked"'], '0\r\n\r\n'), 'PROTOCOL_UNSUPPORTED'],
  ['a coding misspelt', analyzeRaw(['Transfer-Encoding: xchunked'], '0\r\n\r\n'), 'PROTOCOL_UNSUPPORTED'],
  [
    'a blank before the colon of a coding',
    analyzeRaw(['Transfer-Encoding : chunked'], '0\r\n\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'chunks in HTTP/1.0',
    requestBytes('POST / HTTP/1.0', ['Transfer-Encoding: chunked'], '0\r\n\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'a chunk’s length that is none',
    analyzeRaw(['Content-Type: image/png', 'Transfer-Encoding: chunked'], 'zz\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'a chunk’s length that is negative',
    analyzeRaw(['Content-Type: image/png', 'Transfer-Encoding: chunked'], '-1\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'a chunk’s length beyond 64 bits',
    analyzeRaw(['Content-Type: image/png', 'Transfer-Encoding: chunked'], 'fffffffffffffffff\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'a chunk longer than it says',
    analyzeRaw(['Content-Type: image/png', 'Transfer-Encoding: chunked'], '1\r\nabc\r\n0\r\n\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'a chunk with a line feed alone',
    analyzeRaw(['Content-Type: image/png', 'Transfer-Encoding: chunked'], '1\na\n0\n\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'a chunk’s extension',
    analyzeRaw(['Content-Type: image/png', 'Transfer-Encoding: chunked'], '1;a=b;c="d"\r\na\r\n0\r\n\r\n'),
    'IMAGE_TYPE_UNKNOWN',
  ],
  [
    'a chunk’s extension of 20 KB',
    analyzeRaw(
      ['Content-Type: image/png', 'Transfer-Encoding: chunked'],
      `1;${'a'.repeat(20_000)}\r\na\r\n0\r\n\r\n`,
    ),
    'REQUEST_MALFORMED',
  ],
  [
    'a chunk’s extension with a NUL',
    analyzeRaw(['Content-Type: image/png', 'Transfer-Encoding: chunked'], '1;a=\0\r\na\r\n0\r\n\r\n'),
    'REQUEST_MALFORMED',
  ],
  [
    'trailers',
    analyzeRaw(['Content-Type: image/png', 'Transfer-Encoding: chunked'], '1\r\na\r\n0\r\nX-A: b\r\n\r\n'),
    'IMAGE_TYPE_UNKNOWN',
  ],
  [
    'trailers that would frame',
    analyzeRaw(
      ['Content-Type: image/png', 'Transfer-Encoding: chunked'],
      '1\r\na\r\n0\r\nContent-Length: 9\r\n\r\n',
    ),
    ['IMAGE_TYPE_UNKNOWN', 'REQUEST_MALFORMED'],
  ],
  [
    'trailers of 20 KB',
    analyzeRaw(
      ['Content-Type: image/png', 'Transfer-Encoding: chunked'],
      `1\r\na\r\n0\r\nX-A: ${'b'.repeat(20_000)}\r\n\r\n`,
    ),
    ['REQUEST_HEAD_TOO_LARGE', 'REQUEST_MALFORMED'],
  ],
  [
    'a whole image in chunks',
    postChunks(`${ANALYZE}?plugin=facts`, 'image/png', [
      PNG.toString('latin1', 0, 100),
      PNG.toString('latin1', 100),
    ]),
    200,
  ],
  [
    'a request inside the body of another',
    post('/nonesuch', 'text/plain', get('/').toString('latin1')),
    'ROUTE_NOT_FOUND',
  ],
];

const BODIES: readonly Row[] = [
  ['a whole JSON', analyzeJson(WHOLE_JSON), 200],
  ['no body', post(ANALYZE, JSON_TYPE, ''), 'BODY_INVALID'],
  ['no body and no type', requestBytes(`POST ${ANALYZE} HTTP/1.1`), 'CONTENT_TYPE_UNSUPPORTED'],
  ['JSON cut short', analyzeJson('{"plugin":"facts"'), 'BODY_MALFORMED'],
  ['JSON with a byte too many', analyzeJson(`${WHOLE_JSON}]`), 'BODY_MALFORMED'],
  ['JSON with a comment', analyzeJson('{/**/}'), 'BODY_MALFORMED'],
  ['JSON that is a number', analyzeJson('1e999'), 'BODY_MALFORMED'],
  ['JSON that is a list', analyzeJson('[1]'), 'BODY_INVALID'],
  ['JSON that is null', analyzeJson('null'), 'BODY_MALFORMED'],
  ['JSON with eight bits', analyzeJson('{"plugin":"\xff\xfe"}'), ['BODY_MALFORMED', 'IMAGE_MISSING']],
  ['JSON in a hundred thousand lists', analyzeJson('['.repeat(100_000)), 'BODY_MALFORMED'],
  [
    'options a hundred thousand lists deep',
    analyzeJson(
      `{"plugin":"facts","image":"${PNG.toString('base64')}","options":{"n":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    ),
    ['OPTIONS_INVALID', 'OPTIONS_MALFORMED', 'BODY_MALFORMED'],
  ],
  [
    'JSON with a key called __proto__',
    analyzeJson('{"__proto__":{"plugin":"facts"},"constructor":1}'),
    'BODY_INVALID',
  ],
  [
    'options with a key called __proto__',
    analyzeJson(`{"plugin":"facts","image":"${PNG.toString('base64')}","options":{"__proto__":{"n":1}}}`),
    'OPTIONS_INVALID',
  ],
  ['an unknown field', analyzeJson('{"plugin":"facts","image":"","wait":1}'), 'BODY_INVALID'],
  [
    'JSON in UTF-16',
    post(ANALYZE, `${JSON_TYPE}; charset=utf-16`, Buffer.from(WHOLE_JSON, 'utf16le')),
    [200, 'BODY_MALFORMED'],
  ],
  ['JSON in klingon', post(ANALYZE, `${JSON_TYPE}; charset=klingon`, WHOLE_JSON), 'BODY_MALFORMED'],
  [
    'JSON compressed',
    post(ANALYZE, JSON_TYPE, gzipSync(WHOLE_JSON), ['Content-Encoding: gzip']),
    'BODY_MALFORMED',
  ],
  [
    'a gzip bomb',
    post(ANALYZE, JSON_TYPE, gzipSync(Buffer.alloc(50_000_000)), ['Content-Encoding: gzip']),
    'BODY_MALFORMED',
  ],
  [
    'an image compressed',
    post(`${ANALYZE}?plugin=facts`, 'image/png', gzipSync(PNG), ['Content-Encoding: deflate']),
    'BODY_MALFORMED',
  ],
  ['a type that is none', post(ANALYZE, ';;;', 'x'), 'CONTENT_TYPE_UNSUPPORTED'],
  ['a type in capitals', post(ANALYZE, 'APPLICATION/JSON', WHOLE_JSON), 200],
  ['a type of 10 KB', post(ANALYZE, `x/${'y'.repeat(10_000)}`, 'x'), 'CONTENT_TYPE_UNSUPPORTED'],
  ['JSON above its limit', analyzeJson(`{"image":"${'A'.repeat(400_000)}"}`), 'BODY_TOO_LARGE'],
  [
    'JSON above its limit, in chunks',
    postChunks(ANALYZE, JSON_TYPE, Array<string>(8).fill('A'.repeat(50_000))),
    ['BODY_TOO_LARGE', 'BODY_MALFORMED'],
  ],
  [
    'an image above its limit',
    post(`${ANALYZE}?plugin=facts`, 'image/png', Buffer.alloc(400_000)),
    'BODY_TOO_LARGE',
  ],
  [
    'a body above every limit',
    post(`${ANALYZE}?plugin=facts`, 'image/png', Buffer.alloc(12_000_000)),
    'BODY_TOO_LARGE',
  ],
  [
    'a body above every limit, in chunks',
    postChunks(`${ANALYZE}?plugin=facts`, 'image/png', Array<string>(12).fill('A'.repeat(1_000_000))),
    'BODY_TOO_LARGE',
  ],
  [
    'a body above every limit where there is no route',
    post('/nonesuch', 'image/png', Buffer.alloc(12_000_000)),
    'ROUTE_NOT_FOUND',
  ],
];

const FORMS: readonly Row[] = [
  ['a whole form', analyzeForm([field('plugin', 'facts'), file('image', PNG)]), 200],
  ['a form without boundary', post(ANALYZE, 'multipart/form-data', 'x'), 'BODY_MALFORMED'],
  [
    'a form with another boundary',
    post(ANALYZE, 'multipart/form-data; boundary=c', multipart([field('plugin', 'facts')])),
    'BODY_MALFORMED',
  ],
  [
    'a form with a boundary of 10 KB',
    post(ANALYZE, `multipart/form-data; boundary=${'b'.repeat(10_000)}`, 'x'),
    'BODY_MALFORMED',
  ],
  ['an empty form', post(ANALYZE, FORM_TYPE, ''), ['BODY_MALFORMED', 'BODY_INVALID']],
  ['a form of nothing but its end', post(ANALYZE, FORM_TYPE, '--b--\r\n'), 'BODY_INVALID'],
  ['a form cut short in a header', post(ANALYZE, FORM_TYPE, '--b\r\nContent-Dispo'), 'BODY_MALFORMED'],
  [
    'a form cut short in its file',
    post(ANALYZE, FORM_TYPE, multipart([file('image', PNG)]).slice(0, -40)),
    'BODY_MALFORMED',
  ],
  [
    'a form cut short before its end',
    post(ANALYZE, FORM_TYPE, '--b\r\n' + field('plugin', 'facts')),
    'BODY_MALFORMED',
  ],
  [
    'a part without headers',
    post(ANALYZE, FORM_TYPE, '--b\r\n\r\nx\r\n--b--\r\n'),
    ['BODY_MALFORMED', 'BODY_INVALID'],
  ],
  [
    'a part without a name',
    analyzeForm(['Content-Disposition: form-data\r\n\r\nx']),
    ['BODY_MALFORMED', 'BODY_INVALID'],
  ],
  [
    'a part with a header of 100 KB',
    analyzeForm([`Content-Disposition: form-data; name="${'a'.repeat(100_000)}"\r\n\r\nx`]),
    ['BODY_MALFORMED', 'BODY_INVALID'],
  ],
  [
    'a field called __proto__',
    analyzeForm([field('__proto__', 'x'), field('plugin', 'facts')]),
    'BODY_INVALID',
  ],
  ['a field inside a field', analyzeForm([field('options[a][b]', '1')]), 'BODY_INVALID'],
  ['a field of 2 MB', analyzeForm([field('options', 'a'.repeat(2_000_000))]), 'BODY_INVALID'],
  ['twenty fields', analyzeForm(Array<string>(20).fill(field('plugin', 'facts'))), 'BODY_INVALID'],
  ['twenty files', analyzeForm(Array<string>(20).fill(file('image', PNG))), 'IMAGE_AMBIGUOUS'],
  [
    'two images',
    analyzeForm([field('plugin', 'facts'), file('image', PNG), file('image', PNG)]),
    'IMAGE_AMBIGUOUS',
  ],
  ['an unexpected file', analyzeForm([field('plugin', 'facts'), file('photo', PNG)]), 'BODY_INVALID'],
  ['an empty file', analyzeForm([field('plugin', 'facts'), file('image', Buffer.alloc(0))]), 'IMAGE_EMPTY'],
  [
    'a file above its limit',
    analyzeForm([field('plugin', 'facts'), file('image', Buffer.alloc(400_000))]),
    'BODY_TOO_LARGE',
  ],
  [
    'a form inside a form',
    analyzeForm([
      'Content-Disposition: form-data; name="image"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--',
    ]),
    ['BODY_INVALID', 'BODY_MALFORMED'],
  ],
  [
    'a part in base64',
    analyzeForm([
      field('plugin', 'facts'),
      `Content-Disposition: form-data; name="image"; filename="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n${PNG.toString('base64')}`,
    ]),
    ['IMAGE_TYPE_UNKNOWN', 200],
  ],
];

const PIPELINES: readonly Row[] = [
  [
    'three requests at once',
    Buffer.concat([get('/'), get('/nonesuch'), get('/v1/plugins')]),
    200,
    'ROUTE_NOT_FOUND',
    200,
  ],
  [
    'a request and then none',
    Buffer.concat([get('/v1/health/live'), raw('garbage\r\n\r\n')]),
    200,
    'REQUEST_MALFORMED',
  ],
  [
    'a slow one, then garbage',
    Buffer.concat([analyzeJson(WHOLE_JSON), raw('\0\0\0')]),
    200,
    'REQUEST_MALFORMED',
  ],
  [
    'two slow ones, then a head too large',
    Buffer.concat([analyzeJson(WHOLE_JSON), analyzeJson(WHOLE_JSON), get(`/${'a'.repeat(20_000)}`)]),
    200,
    200,
    'REQUEST_HEAD_TOO_LARGE',
  ],
  [
    'a slow one, then two Content-Lengths',
    Buffer.concat([analyzeJson(WHOLE_JSON), analyzeRaw(['Content-Length: 1', 'Content-Length: 2'], 'ab')]),
    200,
    'REQUEST_MALFORMED',
  ],
  [
    'a slow one, then CONNECT',
    Buffer.concat([analyzeJson(WHOLE_JSON), requestBytes('CONNECT a:1 HTTP/1.1')]),
    200,
    'PROTOCOL_UNSUPPORTED',
  ],
  [
    'a slow one, then no Host',
    Buffer.concat([analyzeJson(WHOLE_JSON), raw('GET / HTTP/1.1\r\n\r\n')]),
    200,
    'REQUEST_MALFORMED',
  ],
  [
    'a refused body, then a request',
    Buffer.concat([post('/nonesuch', JSON_TYPE, 'x'.repeat(100_000)), get('/')]),
    'ROUTE_NOT_FOUND',
    200,
  ],
  [
    'a body above every limit, then a request',
    Buffer.concat([post(ANALYZE, JSON_TYPE, Buffer.alloc(12_000_000)), get('/')]),
    'BODY_TOO_LARGE',
    200,
  ],
  ['a last request, then one more', Buffer.concat([get('/', CLOSE), get('/')]), 200],
  ['a last request, then 20 MB', Buffer.concat([get('/', CLOSE), Buffer.alloc(20_000_000)]), 200],
  ['a last request, then garbage', Buffer.concat([get('/', CLOSE), raw('\0\0\0')]), 200],
  [
    'fifty at once',
    Buffer.concat(Array<Buffer>(50).fill(get('/v1/health/live'))),
    ...Array<200>(50).fill(200),
  ],
];

const HEADS: readonly HostileRequest[] = [
  {
    what: 'HEAD of a route',
    bytes: requestBytes('HEAD /v1/plugins HTTP/1.1'),
    says: [200],
    methods: ['HEAD'],
  },
  {
    what: 'HEAD of a file',
    bytes: requestBytes('HEAD /docs/sample.png HTTP/1.1'),
    says: [200],
    methods: ['HEAD'],
  },
  {
    what: 'HEAD, then GET',
    bytes: Buffer.concat([requestBytes('HEAD / HTTP/1.1'), get('/nonesuch')]),
    says: [200, 'ROUTE_NOT_FOUND'],
    methods: ['HEAD', 'GET'],
  },
];

function rows(group: string, all: readonly Row[]): HostileRequest[] {
  return all.map(([what, bytes, ...says]) => ({ what: `${group}: ${what}`, bytes, says }));
}

/** Every request that is sent in one go. */
export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  ...rows('routes', ROUTES_AND_VERBS),
  ...rows('targets', TARGETS),
  ...rows('no HTTP', NOT_HTTP),
  ...rows('headers', HEADERS),
  ...rows('framing', FRAMING),
  ...rows('bodies', BODIES),
  ...rows('forms', FORMS),
  ...rows('pipelines', PIPELINES),
  ...HEADS,
];
