import { availableParallelism } from 'node:os';
import {
  isHostAndPort,
  isHostName,
  isOrigin,
  isPostgresUrl,
  isProxy,
  isServiceUrl,
} from './network-words.js';
import { integer, list, oneOf, text, wordsThat, type Setting } from './setting.js';

const MEGABYTE = 1024 * 1024;
const GRANT = /^[a-z][a-z0-9-]*:(network|addons|read|write)(\+(network|addons|read|write))*$/;
const RATE = /^(off|[1-9]\d{0,5}\/(sec|min|hour))$/;

const SHARE = /^(0(\.\d{1,15})?|1(\.0{1,15})?)$/;

/** Every environment variable the server reads. */
export const SETTINGS = Object.freeze({
  HOST: {
    ...text('127.0.0.1', 'Address to listen on. One that is not loopback needs an API key.'),
    allowed: 'an IP address or a host name',
    parse: (value: string) => (isHostName(value) ? value : undefined),
  },
  PORT: integer(3000, [0, 65535], 'Port to listen on; 0 takes a free one.'),
  DATA_DIR: text('./data', 'Folder of the embedded store and everything else that is kept.'),
  DATABASE_URL: {
    ...text('', 'PostgreSQL database that servers share; without it each keeps its own in DATA_DIR.'),
    allowed:
      'postgres://user:password@host:port/database, with what is special in a password percent-encoded',
    isSecret: true,
    parse: (value: string) => (isPostgresUrl(value) ? value : undefined),
  },
  PLUGIN_PATHS: list(':', 'Folders of plugins besides those that ship.'),
  PLUGIN_ONLY: list(',', 'Names of the plugins to load, of all that are found; by default every one.'),
  PLUGIN_EXCEPT: list(',', 'Names of plugins to leave out, of all that are found.'),
  PLUGIN_REQUIRED: list(',', 'Names of plugins that readiness depends on.'),
  PLUGIN_MAX_TIMEOUT_MS: integer(300_000, [100, 3_600_000], "Cap over every plugin's `limits.timeout_ms`."),
  PLUGIN_MAX_MEMORY_MB: integer(2048, [32, 65_536], "Cap over every plugin's `limits.memory_mb`."),
  PLUGIN_GRANTS: {
    ...list(',', 'What plugins that do not ship may have, such as `name:network+addons`.'),
    allowed: 'name:grant+grant, separated by ","; the grants are network, addons, read and write',
    parse: (value: string) => wordsThat((word) => GRANT.test(word), value),
  },
  API_KEYS_FILE: text('', 'File of the hashed API keys; `api-keys.json` in DATA_DIR unless set.'),
  RATE_LIMIT: {
    ...text('600/min', 'Most requests of one API key; a burst may be as large. No limit holds without keys.'),
    allowed: 'off, or a number of requests per sec, min or hour, such as 600/min',
    parse: (value: string) => (RATE.test(value) ? value : undefined),
  },
  RATE_LIMIT_WAIT_MS: integer(
    250,
    [10, 10_000],
    'Longest a request waits for its count in DATABASE_URL; then this server counts for itself until it answers again.',
  ),
  TRUST_PROXY: {
    ...list(',', 'Proxies whose X-Forwarded-For counts.'),
    allowed:
      'off, or addresses and networks separated by ",", such as 10.0.0.0/8; loopback and private name theirs',
    parse: (value: string) => (value === 'off' ? [] : wordsThat(isProxy, value)),
  },
  CORS_ORIGINS: {
    ...list(',', 'Origins whose pages may call the server from a browser.'),
    allowed: 'origins such as https://app.example.org, separated by ","; without a path, and none is *',
    parse: (value: string) => wordsThat(isOrigin, value),
  },
  IMAGE_MAX_BYTES: integer(20 * MEGABYTE, [1024, 1024 * MEGABYTE], 'Largest image file, in bytes.'),
  IMAGE_MAX_PIXELS: integer(
    50_000_000,
    [1, 1_000_000_000],
    'Most pixels of an image, all frames of one size.',
  ),
  IMAGE_MAX_FRAMES: integer(64, [1, 100_000], 'Most frames or pages of an image.'),
  IMAGE_MAX_DECODED_BYTES: integer(
    200 * MEGABYTE,
    [1024, 2048 * MEGABYTE],
    'Largest decoded image: width × height × channels × bytes a channel.',
  ),
  IMAGE_MAX_DECODE_MS: integer(
    800, // with what is noticed late, and the end of the process, less than a second
    [50, 600_000],
    'Most processor time that decoding one image may take, in milliseconds.',
  ),
  IMAGE_URLS: oneOf('off', ['off', 'on'], 'Whether the server fetches images by `image_url`.'),
  IMAGE_URL_ALLOW: {
    ...list(',', 'Hosts that images may be fetched from though they are not public, each with its port.'),
    allowed: 'host:port separated by ",", such as images.intranet:8080; an IPv6 address stands in brackets',
    parse: (value: string) => wordsThat(isHostAndPort, value),
  },
  EXECUTION_MAX_IN_FLIGHT: integer(256, [1, 100_000], 'Most sync calls at work or waiting at once.'),
  EXECUTION_MAX_BYTES: integer(
    512 * MEGABYTE,
    [1024, 64 * 1024 * MEGABYTE],
    'Most bytes that are held at once for executions: of request bodies and fetched images, and of pixels on their way to plugins.',
  ),
  EXECUTION_QUEUE: integer(64, [0, 100_000], 'Most executions that wait for one plugin.'),
  OUTPUT_MAX_BYTES: integer(8 * MEGABYTE, [1024, 256 * MEGABYTE], 'Most a plugin may answer, as JSON text.'),
  OUTPUT_MAX_DEPTH: integer(64, [1, 1000], 'Deepest nesting of an answer.'),
  OUTPUT_MAX_VALUES: integer(200_000, [1, 10_000_000], 'Most values in an answer.'),
  JOB_CONCURRENCY: {
    ...integer(availableParallelism(), [1, 1000], 'Most queued jobs at work at once.'),
    fallbackIs: 'as many as the machine has cores',
  },
  JOB_MAX_ATTEMPTS: integer(
    3,
    [1, 100],
    'How often a queued job is run at most, should servers die over it.',
  ),
  JOB_LEASE_MS: integer(
    30_000,
    [1000, 3_600_000],
    'Milliseconds after which a job is taken from a server that is not heard of any more.',
  ),
  JOB_QUEUE_MAX: integer(10_000, [1, 1_000_000], 'Most jobs in the queue, waiting or at work.'),
  JOB_QUEUE_BYTES: integer(
    2048 * MEGABYTE,
    [1024, 1024 * 1024 * MEGABYTE],
    'Most bytes of the images of those jobs.',
  ),
  JOB_RETENTION_DAYS: integer(14, [1, 36_500], 'Days for which a finished job is kept.'),
  JOB_RETENTION_COUNT: integer(100_000, [1, 100_000_000], 'Most finished jobs that are kept.'),
  JOB_RETENTION_BYTES: integer(
    2048 * MEGABYTE,
    [MEGABYTE, 1024 * 1024 * MEGABYTE],
    'Largest the database of jobs may grow before the oldest finished ones are deleted.',
  ),
  SANDBOX_MAX_PROCESSES: {
    ...integer(
      Math.max(16, 4 * availableParallelism()),
      [1, 10_000],
      'Most processes of all plugins together; those that decode images are not counted.',
    ),
    fallbackIs: 'four for each core of the machine, at least 16',
  },
  SANDBOX_IDLE_MS: integer(
    60_000,
    [100, 86_400_000],
    'Milliseconds after which a process that has nothing to do ends; one of each plugin stays.',
  ),
  HTTP_HEADERS_TIMEOUT_MS: integer(10_000, [100, 3_600_000], "Longest a request's headers may take."),
  HTTP_BODY_IDLE_TIMEOUT_MS: integer(10_000, [100, 3_600_000], 'Longest pause while a body arrives.'),
  HTTP_REQUEST_TIMEOUT_MS: integer(
    120_000,
    [100, 3_600_000],
    'Longest a whole request may take to arrive, and then to wait for its turn; its work has limits of its own.',
  ),
  DECODER_PROCESSES: {
    ...integer(Math.min(4, availableParallelism()), [1, 64], 'Processes that decode images for the intake.'),
    fallbackIs: 'as many as the machine has cores, at most 4',
  },
  LOG_LEVEL: oneOf(
    'info',
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    'Least level logged.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...text(
      '',
      'Collector that traces are sent to, by OTLP over HTTP at /v1/traces; without it there are none.',
    ),
    ...collectorUrl('http://127.0.0.1:4318'),
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    ...text('', 'The whole URL that traces are sent to, where it is another.'),
    ...collectorUrl('http://127.0.0.1:4318/v1/traces'),
  },
  OTEL_SERVICE_NAME: {
    ...text('', 'The name that traces bear.'),
    fallbackIs: '`gatehouse-server`, and `gatehouse-worker` of a worker',
  },
  OTEL_BSP_SCHEDULE_DELAY: integer(1000, [1, 60_000], 'Milliseconds after which what was traced is sent.'),
  OTEL_TRACES_SAMPLER: oneOf(
    'parentbased_always_on',
    [
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ],
    'Which requests are traced.',
  ),
  OTEL_TRACES_SAMPLER_ARG: {
    ...text('1', 'The share that `traceidratio` traces.'),
    allowed: 'a number from 0 to 1',
    parse: (value: string) => (SHARE.test(value) ? value : undefined),
  },
});

/** What a setting may be that names a collector: it may hold a password. */
function collectorUrl(example: string): Pick<Setting<string>, 'allowed' | 'isSecret' | 'parse'> {
  return {
    allowed: `an http or https URL such as ${example}`,
    isSecret: true,
    parse: (value) => (isServiceUrl(value) ? value : undefined),
  };
}

/** The name of an environment variable the server reads. */
export type SettingName = keyof typeof SETTINGS;

/** The values of all settings. */
export type SettingValues = {
  readonly [Name in SettingName]: Exclude<ReturnType<(typeof SETTINGS)[Name]['parse']>, undefined>;
};
