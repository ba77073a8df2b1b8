import { refusalOf } from './loopback-only.js';

describe('loopback protection', () => {
  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '127.8.9.1', '[::1]', '[::1]:80'])(
    'serves the loopback name %s',
    (host) => {
      expect(refusalOf({ host, origin: undefined })).toBeNull();
    },
  );

  it.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    'evil.example:3000',
    '192.168.0.1',
    '10.127.0.0.1',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    '[::2]',
    'localhost, evil.example',
    'localhost:3000:1',
  ])('refuses the host %s', (host) => {
    expect(refusalOf({ host, origin: undefined })?.code).toBe('HOST_NOT_ALLOWED');
  });

  it.each(['http://127.0.0.1:3000', 'http://127.0.0.1:3000/'])('serves its own page %s', (origin) => {
    expect(refusalOf({ host: '127.0.0.1:3000', origin })).toBeNull();
  });

  it.each(['http://127.0.0.1:3001', 'http://localhost:3000', 'https://evil.example', 'null', ''])(
    'refuses a page of %s',
    (origin) => {
      expect(refusalOf({ host: '127.0.0.1:3000', origin })?.code).toBe('ORIGIN_NOT_ALLOWED');
    },
  );

  it('serves a page that was named, of a loopback name only', () => {
    const origin = 'https://app.example.org';
    expect(refusalOf({ host: 'localhost', origin }, [origin])).toBeNull();
    expect(refusalOf({ host: 'localhost', origin: `${origin}.evil` }, [origin])?.code).toBe(
      'ORIGIN_NOT_ALLOWED',
    );
    expect(refusalOf({ host: 'evil.example', origin }, [origin])?.code).toBe('HOST_NOT_ALLOWED');
  });
});
