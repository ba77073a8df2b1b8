import type { SettingName } from '@gatehouse/config';

/** Settings that are read together, each with when its reader would change it. */
export interface SettingGroup {
  readonly title: string;
  readonly introduction: string;
  readonly settings: Readonly<Partial<Record<SettingName, string>>>;
}

/** All settings, in the order in which somebody who sets up a server meets them. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'Where it listens, and where it keeps things',
    introduction: 'What to look at first. Several servers: [deployment](deployment.md).',
    settings: {
      HOST: 'Set it to let other machines in, after making an API key; `0.0.0.0` listens on every address.',
      PORT: 'Set it where 3000 is taken, or to 0 where a test wants a port of its own.',
      DATA_DIR:
        'Set it to a folder on a disk that is backed up. One server owns it; a second refuses to start on it.',
      DATABASE_URL: 'Set it, the same for all, where several servers or workers share the jobs.',
      LOG_LEVEL: 'Raise it to `warn` where a line for each request is too much.',
    },
  },
  {
    title: 'Who may call',
    introduction:
      'API keys are made by `npm run keys -- create`; without any, only this machine is served, and may do everything.',
    settings: {
      API_KEYS_FILE: 'Set it where several servers are to know the same keys.',
      RATE_LIMIT:
        'Lower it to protect the machine from one eager caller, raise it for a batch of many small images.',
      RATE_LIMIT_WAIT_MS:
        'Raise it where the database is far away, and limits have to be exact all the same.',
      TRUST_PROXY:
        'Set it behind a proxy, to the addresses of the proxy and no others: whoever is trusted here can say where a request came from.',
      CORS_ORIGINS: 'Set it to the origins of your own pages that call the server from a browser.',
    },
  },
  {
    title: 'Which plugins there are, and what they may do',
    introduction: 'How to write one: [authoring](plugins/authoring.md).',
    settings: {
      PLUGIN_PATHS: 'Set it to add plugins of your own: the folder that holds their folders.',
      PLUGIN_ONLY: 'Set it where few are wanted; a name that is not found is told in the log.',
      PLUGIN_EXCEPT: 'Set it to leave out a few; it goes before PLUGIN_ONLY.',
      PLUGIN_REQUIRED: 'Set it where a load balancer should leave out a server that lost one of them.',
      PLUGIN_MAX_TIMEOUT_MS:
        'Lower it to bound how long any caller waits; a manifest that asks for more gets this.',
      PLUGIN_MAX_MEMORY_MB: 'Lower it on a small machine, raise it for a plugin with a large model.',
      PLUGIN_GRANTS:
        'Set it for a plugin whose `reason` says that it lacks a grant, once you have read its code.',
    },
  },
  {
    title: 'What an image may be',
    introduction:
      'These hold in front of every plugin, and a request beyond them is refused with a code of its own.',
    settings: {
      IMAGE_MAX_BYTES: 'Raise it for large scans and photographs, together with `EXECUTION_MAX_BYTES`.',
      IMAGE_MAX_PIXELS:
        'Raise it for large scans. A pixel of AVIF counts four times, since it takes a decoder that much.',
      IMAGE_MAX_FRAMES: 'Raise it for long animations, or TIFF files of many pages.',
      IMAGE_MAX_DECODED_BYTES: 'Raise it with `IMAGE_MAX_PIXELS`, or for images of 16 bits a channel.',
      IMAGE_MAX_DECODE_MS: 'Raise it on a slow machine that refuses honest pictures with `IMAGE_TOO_COSTLY`.',
      DECODER_PROCESSES: 'Raise it where many large images come at once and cores are idle.',
    },
  },
  {
    title: 'Images by URL',
    introduction: 'What is fetched, and what never is: [images by URL](image-urls.md).',
    settings: {
      IMAGE_URLS:
        'Turn it on where callers have URLs and no bytes, and you trust them with the server’s place in the network.',
      IMAGE_URL_ALLOW: 'Set it for image servers of your own network.',
    },
  },
  {
    title: 'How much at once',
    introduction:
      'Beyond these a request is refused at once with `QUEUE_FULL`, which says when to try again.',
    settings: {
      EXECUTION_MAX_IN_FLIGHT: 'Lower it where callers would rather be refused than wait.',
      EXECUTION_MAX_BYTES:
        'Lower it on a small machine. Bodies and pixels have it each, so that both together may take twice as much.',
      EXECUTION_QUEUE: 'Lower it where callers would rather be refused than wait; 0 lets nobody wait.',
      SANDBOX_MAX_PROCESSES:
        'Lower it where memory is short: each process may take what its plugin’s manifest allows.',
      SANDBOX_IDLE_MS: 'Raise it where plugins start slowly and callers come in waves.',
    },
  },
  {
    title: 'What a plugin may answer',
    introduction: 'An answer beyond these is an error of the plugin, and is not cut short.',
    settings: {
      OUTPUT_MAX_BYTES: 'Raise it for a plugin that answers pictures or long lists.',
      OUTPUT_MAX_DEPTH: 'Leave it, unless a plugin answers trees.',
      OUTPUT_MAX_VALUES: 'Raise it for a plugin that answers grids of numbers.',
    },
  },
  {
    title: 'Jobs',
    introduction:
      'A job is what `/async` accepted. Synchronous calls are kept as history too, but never queued. With `DATABASE_URL`, give all servers and workers the same.',
    settings: {
      JOB_CONCURRENCY:
        'Lower it to keep cores for synchronous calls; it holds for each server and each worker.',
      JOB_MAX_ATTEMPTS: 'Set it to 1 where a job is not to be begun again after a server died over it.',
      JOB_LEASE_MS:
        'Lower it to take over sooner from a dead server. With `DATABASE_URL` at least 10 s hold.',
      JOB_QUEUE_MAX: 'Raise it where bursts are long and nobody hurries.',
      JOB_QUEUE_BYTES: 'Set it below what the disk has free: the images of waiting jobs are kept there.',
      JOB_RETENTION_DAYS:
        'Lower it where results are personal data, raise it where they are looked up later.',
      JOB_RETENTION_COUNT: 'Lower it where the database is to stay quick at many jobs a second.',
      JOB_RETENTION_BYTES:
        'Set it below what the disk has free. With `DATABASE_URL` results and errors are counted, not the tables.',
    },
  },
  {
    title: 'How long a request may take to come',
    introduction:
      'Who is slower is cut off with `REQUEST_TIMED_OUT`. The work itself has the limits of its plugin.',
    settings: {
      HTTP_HEADERS_TIMEOUT_MS: 'Leave it: no honest client takes longer.',
      HTTP_BODY_IDLE_TIMEOUT_MS: 'Raise it for callers on bad mobile connections.',
      HTTP_REQUEST_TIMEOUT_MS: 'Raise it for large images over slow lines.',
    },
  },
  {
    title: 'Traces',
    introduction:
      'What is traced, and what of it leaves the server: [operations](operations.md#traces). The library that sends them reads OTEL_RESOURCE_ATTRIBUTES and OTEL_EXPORTER_OTLP_HEADERS, …_TIMEOUT, …_COMPRESSION and …_CERTIFICATE by itself, as OpenTelemetry has them.',
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'Set it to see where the time of a request goes, on servers and workers.',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'Set it where traces are taken at another path.',
      OTEL_SERVICE_NAME: 'Set it where several installations send to one collector.',
      OTEL_BSP_SCHEDULE_DELAY:
        'Raise it to send less often: at most 2048 spans wait, and others are dropped.',
      OTEL_TRACES_SAMPLER:
        'Set it to `parentbased_traceidratio` under heavy load, or to `always_off` or `traceidratio` where callers are not to have a say in it.',
      OTEL_TRACES_SAMPLER_ARG: 'Lower it with either of the two `traceidratio`.',
    },
  },
];
