import {
  AppConfig,
  ConfigError,
  SETTINGS,
  SETTING_NAMES,
  readConfig,
  type SettingName,
} from '@gatehouse/config';

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (problem) {
    if (problem instanceof ConfigError) return problem.problems;
    throw problem;
  }
}

const NUMBERS = SETTING_NAMES.filter((name) => typeof SETTINGS[name].fallback === 'number');

describe('readConfig', () => {
  it('gives the defaults where nothing is set, or set to nothing', () => {
    const defaults = Object.fromEntries(SETTING_NAMES.map((name) => [name, SETTINGS[name].fallback]));
    expect(readConfig({})).toEqual(defaults);
    expect(readConfig(Object.fromEntries(SETTING_NAMES.map((name) => [name, ''])))).toEqual(defaults);
    expect(readConfig({ UNKNOWN: 'x', port: '1' })).toEqual(defaults);
  });

  it('has no default that it would refuse itself', () => {
    const offenders = SETTING_NAMES.filter((name) => {
      const { fallback } = SETTINGS[name];
      const text = Array.isArray(fallback) ? fallback.join(',') : String(fallback);
      return text !== '' && problemsOf({ [name]: text }).length > 0;
    });
    expect(offenders).toEqual([]);
  });

  it.each(
    NUMBERS.flatMap((name) =>
      ['-1', '1.5', '1e3', '0x10', ' 5', 'many', '99999999999999999'].map((text) => ({ name, text })),
    ),
  )('refuses $name of "$text", and says what it may be', ({ name, text }) => {
    const [problem, ...more] = problemsOf({ [name]: text });
    expect(problem).toMatch(
      new RegExp(`^${name} is "${text}"; it may be a whole number from \\d+ to \\d+\\.$`),
    );
    expect(more).toEqual([]);
  });

  it.each(NUMBERS)('takes both ends of what %s may be, and nothing beyond', (name) => {
    const [, min = '', max = ''] = /from (\d+) to (\d+)/.exec(SETTINGS[name].allowed) ?? [];
    expect(readConfig({ [name]: min })).toMatchObject({ [name]: Number(min) });
    expect(readConfig({ [name]: max })).toMatchObject({ [name]: Number(max) });
    expect(problemsOf({ [name]: String(Number(max) + 1) })).toHaveLength(1);
    if (min !== '0') expect(problemsOf({ [name]: String(Number(min) - 1) })).toHaveLength(1);
  });

  it.each<[name: SettingName, text: string, may: string]>([
    ['HOST', '127.0.0.1:3000', 'an IP address or a host name'],
    ['HOST', 'http://localhost', 'an IP address or a host name'],
    ['HOST', '-', 'an IP address or a host name'],
    ...['600', '600/day', '0/min', '-1/min', '1.5/sec', '600/min ', 'none'].map(
      (text): [SettingName, string, string] => [
        'RATE_LIMIT',
        text,
        'off, or a number of requests per sec, min or hour, such as 600/min',
      ],
    ),
    ...['on', '10.0.0.0/33', '10.0.0/8', '::/129', '10.0.0.1/8/8', 'proxy.example.org', 'off,loopback'].map(
      (text): [SettingName, string, string] => [
        'TRUST_PROXY',
        text,
        'off, or addresses and networks separated by ",", such as 10.0.0.0/8; loopback and private name theirs',
      ],
    ),
    ...[
      '*',
      'app.example.org',
      'https://a.example/',
      'https://a.example:443',
      'https://A.example',
      'null',
    ].map((text): [SettingName, string, string] => [
      'CORS_ORIGINS',
      text,
      'origins such as https://app.example.org, separated by ","; without a path, and none is *',
    ]),
    ['IMAGE_URLS', 'yes', 'one of off, on'],
    ...[
      'images.intranet',
      'images.intranet:',
      'images.intranet:0',
      'images.intranet:65536',
      'http://images.intranet:80',
      '::1:80',
      '[::1]',
      '[images]:80',
      '1.2.3.4.5:80',
      'a b:80',
      '*:80',
      'a:80/',
    ].map((text): [SettingName, string, string] => [
      'IMAGE_URL_ALLOW',
      text,
      'host:port separated by ",", such as images.intranet:8080; an IPv6 address stands in brackets',
    ]),
    ['LOG_LEVEL', 'loud', 'one of fatal, error, warn, info, debug, trace, silent'],
    ['LOG_LEVEL', 'INFO', 'one of fatal, error, warn, info, debug, trace, silent'],
    [
      'PLUGIN_GRANTS',
      'ocr',
      'name:grant+grant, separated by ","; the grants are network, addons, read and write',
    ],
    [
      'PLUGIN_GRANTS',
      'ocr:netwrok',
      'name:grant+grant, separated by ","; the grants are network, addons, read and write',
    ],
    [
      'PLUGIN_GRANTS',
      'a:read,b:',
      'name:grant+grant, separated by ","; the grants are network, addons, read and write',
    ],
  ])('refuses %s of "%s"', (name, text, may) => {
    expect(problemsOf({ [name]: text })).toEqual([`${name} is "${text}"; it may be ${may}.`]);
  });

  it('tells everything that is wrong at once', () => {
    const env = { PORT: '70000', HOST: 'example:org', LOG_LEVEL: 'loud', IMAGE_MAX_FRAMES: '0' };
    const problems = problemsOf(env);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'HOST',
      'PORT',
      'IMAGE_MAX_FRAMES',
      'LOG_LEVEL',
    ]);
    expect(() => readConfig(env)).toThrow(problems.join('\n'));
  });

  it.each<[name: SettingName, text: string, value: unknown]>([
    ['HOST', 'localhost', 'localhost'],
    ['HOST', '127.1.2.3', '127.1.2.3'],
    ['HOST', '::1', '::1'],
    ['HOST', '0.0.0.0', '0.0.0.0'],
    ['HOST', 'gate-house.example.org', 'gate-house.example.org'],
    ['RATE_LIMIT', 'off', 'off'],
    ['RATE_LIMIT', '5/sec', '5/sec'],
    ['TRUST_PROXY', 'off', []],
    [
      'TRUST_PROXY',
      'loopback, 10.0.0.0/8, 192.0.2.1, fd00::/8',
      ['loopback', '10.0.0.0/8', '192.0.2.1', 'fd00::/8'],
    ],
    [
      'CORS_ORIGINS',
      'https://a.example,http://localhost:5173',
      ['https://a.example', 'http://localhost:5173'],
    ],
    ['IMAGE_URLS', 'on', 'on'],
    [
      'IMAGE_URL_ALLOW',
      'images.intranet:8080, 192.168.1.7:80,[fd00::7]:443',
      ['images.intranet:8080', '192.168.1.7:80', '[fd00::7]:443'],
    ],
    ['PORT', '0', 0],
    ['PLUGIN_PATHS', '/a: /b ::/c', ['/a', '/b', '/c']],
    ['PLUGIN_REQUIRED', 'ocr, barcode,', ['ocr', 'barcode']],
    ['PLUGIN_GRANTS', 'ocr:network+addons, b-2:read', ['ocr:network+addons', 'b-2:read']],
    ['DATA_DIR', '/var/lib/gate house', '/var/lib/gate house'],
  ])('takes %s of "%s"', (name, text, value) => {
    expect(readConfig({ [name]: text })).toMatchObject({ [name]: value });
  });

  it('describes every setting', () => {
    const offenders = SETTING_NAMES.filter((name) => {
      const { means, allowed } = SETTINGS[name];
      return !means.endsWith('.') || allowed === '' || allowed.endsWith('.');
    });
    expect(offenders).toEqual([]);
  });
});

describe('AppConfig', () => {
  it('cannot be changed', () => {
    const config = AppConfig.of(readConfig({}));
    expect(Object.isFrozen(config)).toBe(true);
  });
});

describe('DATABASE_URL', () => {
  it.each([
    'postgres://user:password@db.example.org:5432/gatehouse',
    'postgresql://user:p%40ss%2Fword@[::1]/gatehouse?sslmode=verify-full',
    'postgres://db/gatehouse',
    'postgres:///gatehouse?host=/run/postgresql',
  ])('may be %s', (text) => {
    expect(readConfig({ DATABASE_URL: text })).toMatchObject({ DATABASE_URL: text });
  });

  it.each([
    'mysql://user:hidden@db/gatehouse',
    'postgres:user:hidden@db',
    'user:hidden@db',
    'postgres://user:hid#den@db/gatehouse',
    'postgres://user:hidden%@db/gatehouse',
    'postgres://user:hidden@db:port/gatehouse',
  ])('may not be %s, and is not repeated, for it may hold a password', (text) => {
    expect(problemsOf({ DATABASE_URL: text })).toEqual([
      'DATABASE_URL is not shown here, for it may hold a secret; it may be postgres://user:password@host:port/database, ' +
        'with what is special in a password percent-encoded.',
    ]);
  });
});
