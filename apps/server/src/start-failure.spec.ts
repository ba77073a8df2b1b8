import { ConfigError } from '@gatehouse/config';
import { describeStartFailure } from './start-failure.js';

describe('a start that fails', () => {
  it('names every bad setting', () => {
    expect(describeStartFailure(new ConfigError(['PORT is "x"; …', 'HOST is "y"; …']))).toBe(
      'Gatehouse cannot start with these settings:\n  PORT is "x"; …\n  HOST is "y"; …',
    );
  });

  it.each([
    ['EADDRINUSE', /port 80 of 127\.0\.0\.1 is in use\. .*PORT/],
    ['EACCES', /may not listen on port 80\. .*PORT/],
    ['EADDRNOTAVAIL', /127\.0\.0\.1 is no address of this machine\. .*HOST/],
  ])('says what %s means and what to do', (code, sentence) => {
    expect(describeStartFailure({ syscall: 'listen', code, address: '127.0.0.1', port: 80 })).toMatch(
      sentence,
    );
  });

  it('says that no address is known for a name, and what to do', () => {
    expect(describeStartFailure({ syscall: 'getaddrinfo', hostname: 'nowhere.invalid' })).toMatch(
      /no address is known for nowhere\.invalid\. .*HOST/,
    );
  });

  it.each([new Error('x'), { syscall: 'listen', code: 'EWHAT', address: '', port: 0 }, null, 'x'])(
    'leaves what it does not know to whoever asks: %p',
    (thrown) => {
      expect(describeStartFailure(thrown)).toBeNull();
    },
  );
});
