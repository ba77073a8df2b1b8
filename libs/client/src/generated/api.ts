// Written by `npm run client:generate` from docs/openapi.json: change the server, and run `npm run docs:openapi` before.

export type paths = {
    readonly "/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What this is, and where to go on */
        readonly get: operations["about"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analyze-execution": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Run a plugin on an image and wait for its result
         * @description The image comes as base64 or a `data:` URL in JSON, as the file `image` of a form, or as the body itself; then `plugin` and `options` are told in the query. Where the operator has set IMAGE_URLS=on, the server also fetches it from `image_url`.
         */
        readonly post: operations["analyze"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analyze-execution/async": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Have a plugin run on an image later
         * @description Takes what the other route takes. All that can be refused without decoding the image is refused at once. What is accepted is stored before it is answered, and is brought to its end also where the server is not: ask for it by its `job_id`, or follow its events.
         */
        readonly post: operations["submit"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analyze-execution/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Run plugins on several images and wait for all results
         * @description Each item has an outcome of its own: one that is wrong, or fails, is nothing to the others.
         */
        readonly post: operations["analyzeBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analyze-execution/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Jobs, newest first
         * @description Those that were made with the same key; for an admin everybody’s.
         */
        readonly get: operations["listOwnJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analyze-execution/jobs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How a job stands */
        readonly get: operations["getJob"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel a job
         * @description One that waits is never run; of one that runs, the plugin is stopped. Its record stays.
         */
        readonly delete: operations["cancelJob"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analyze-execution/jobs/{id}/result": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What a finished job came to
         * @description Of a failed job, `error` says why.
         */
        readonly get: operations["getJobResult"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analyze-execution/jobs/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What happens to a job, as it happens
         * @description Server-sent events: `state` for each state it comes into, `progress` where its plugin tells how far it is. The stream ends after the last state. Who comes again with `Last-Event-ID` misses nothing; after the end that is refused, so that browsers stop.
         */
        readonly get: operations["followJob"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analyze-execution/jobs/{id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Repeat a job that failed
         * @description Makes a new job of the image and the options of one that was submitted to run later.
         */
        readonly post: operations["retryJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The history of jobs, newest first
         * @description Those that were made with the same key; for an admin everybody’s.
         */
        readonly get: operations["listJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Counts over jobs
         * @description Over those that were made with the same key; for an admin over everybody’s.
         */
        readonly get: operations["countJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One job of the history */
        readonly get: operations["getHistoryJob"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Erase a job that is over
         * @description Its record, its result, its image and its events. One that is not over is cancelled first.
         */
        readonly delete: operations["eraseJob"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plugins": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every plugin and how it is doing, by name */
        readonly get: operations["listPlugins"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plugins/reload": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reload every plugin
         * @description New folders become plugins, those whose folder is gone leave, and all others take the code that is in their folder now. What is in flight ends on the old code; code that cannot run replaces none that can.
         */
        readonly post: operations["reloadPlugins"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plugins/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One plugin, how it is doing and what it is held to */
        readonly get: operations["getPlugin"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plugins/{name}/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How one plugin is doing */
        readonly get: operations["getPluginHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plugins/{name}/manifest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What a plugin takes and gives
         * @description Its manifest, every default filled in.
         */
        readonly get: operations["getPluginManifest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plugins/{name}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * How a plugin came to its state
         * @description Its last hundred steps, oldest first; those of sound executions give way to what tells more.
         */
        readonly get: operations["getPluginHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plugins/{name}/reload": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reload one plugin
         * @description Starts the code that is in its folder now and puts it in the place of what serves, in one step. Where it cannot run, nothing is replaced and the answer says why.
         */
        readonly post: operations["reloadPlugin"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the process answers */
        readonly get: operations["isLive"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether it can do its work
         * @description It cannot while its store, or a plugin that `PLUGIN_REQUIRED` names, is not there.
         */
        readonly get: operations["isReady"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Numbers for Prometheus
         * @description Executions and their times by plugin, what plugins have to do, jobs by status, and the process itself, in the text format of Prometheus.
         */
        readonly get: operations["metrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/governance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What holds, and what sees to it
         * @description The invariants of this server, each with the tests that show it and how those ended where the server was built.
         */
        readonly get: operations["governance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * This document: OpenAPI 3.1
         * @description With the options and results of the plugins that are there now.
         */
        readonly get: operations["openApi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /**
         * @description What kind of failure it is.
         * @enum {string}
         */
        readonly ErrorType: "ValidationError" | "PluginError" | "ExecutionError" | "NotFoundError" | "ConflictError" | "AuthError" | "RateLimitError" | "InternalError";
        /**
         * @description A code of docs/errors.md.
         * @enum {string}
         */
        readonly ErrorCode: "REQUEST_MALFORMED" | "REQUEST_HEAD_TOO_LARGE" | "REQUEST_TIMED_OUT" | "PROTOCOL_UNSUPPORTED" | "ANSWER_TIMED_OUT" | "SERVER_STOPPING" | "RENDER_UNSUPPORTED" | "BODY_MALFORMED" | "BODY_INVALID" | "BODY_TOO_LARGE" | "CONTENT_TYPE_UNSUPPORTED" | "IMAGE_MISSING" | "IMAGE_AMBIGUOUS" | "IMAGE_ENCODING_INVALID" | "IMAGE_URL_DISABLED" | "IMAGE_URL_INVALID" | "IMAGE_URL_REFUSED" | "IMAGE_URL_ANSWER_REFUSED" | "IMAGE_URL_UNREACHABLE" | "IMAGE_URL_TIMED_OUT" | "OPTIONS_MALFORMED" | "IMAGE_EMPTY" | "IMAGE_TYPE_UNKNOWN" | "IMAGE_TYPE_NOT_ACCEPTED" | "IMAGE_TYPE_MISMATCH" | "IMAGE_TOO_LARGE" | "IMAGE_TOO_MANY_PIXELS" | "IMAGE_SIDE_TOO_LONG" | "IMAGE_TOO_MANY_FRAMES" | "IMAGE_DECODED_TOO_LARGE" | "IMAGE_UNDECODABLE" | "IMAGE_TOO_COSTLY" | "OPTIONS_INVALID" | "OUTPUT_INVALID" | "OUTPUT_NOT_JSON" | "OUTPUT_TOO_LARGE" | "PLUGIN_NOT_FOUND" | "PLUGIN_UNAVAILABLE" | "PLUGIN_LOAD_FAILED" | "PLUGIN_RELOAD_FAILED" | "PLUGIN_SCHEMA_TOO_COSTLY" | "PLUGIN_THREW" | "PLUGIN_TIMED_OUT" | "PLUGIN_CRASHED" | "PLUGIN_OUT_OF_MEMORY" | "EXECUTION_CANCELLED" | "QUEUE_FULL" | "ROUTE_NOT_FOUND" | "JOB_NOT_FOUND" | "JOB_NOT_FINISHED" | "IDEMPOTENCY_KEY_INVALID" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_KEY_REUSED" | "CURSOR_INVALID" | "JOB_ALREADY_FINISHED" | "JOB_NOT_OVER" | "JOB_NOT_REPEATABLE" | "EVENTS_ENDED" | "EVENT_ID_INVALID" | "HOST_NOT_ALLOWED" | "ORIGIN_NOT_ALLOWED" | "KEY_MISSING" | "KEY_INVALID" | "KEY_EXPIRED" | "ROLE_TOO_LOW" | "RATE_LIMITED" | "WORKER_LOST" | "JOB_INPUT_LOST" | "STORE_UNAVAILABLE" | "NOT_READY" | "INTERNAL_ERROR";
        readonly ErrorPointer: {
            /**
             * @description JSON Pointer (RFC 6901) into the body.
             * @example /plugin
             */
            readonly pointer: string;
            /**
             * @description What is wrong there.
             * @example the name of a plugin is needed
             */
            readonly message: string;
        };
        readonly ErrorDetails: {
            /**
             * @description A code of docs/errors.md.
             * @example PLUGIN_NOT_FOUND
             */
            readonly code: components["schemas"]["ErrorCode"];
            /**
             * @description Whether the same request may succeed later.
             * @example false
             */
            readonly retryable: boolean;
            /**
             * @description The `X-Request-Id` of the answer.
             * @example b2c7f1de-5d0f-4b7a-9a3e-0c9f5a1e7d42
             */
            readonly request_id: string | null;
            /**
             * @description The job that failed; null where none was made.
             * @example null
             */
            readonly job_id: string | null;
            /**
             * @description What is wrong, place by place.
             * @example []
             */
            readonly errors: readonly components["schemas"]["ErrorPointer"][];
            /**
             * @description Milliseconds to wait before trying again; only where waiting helps.
             * @example 250
             */
            readonly retry_after_ms?: number;
        };
        readonly ErrorBody: {
            /**
             * @description What kind of failure it is.
             * @example PluginError
             */
            readonly type: components["schemas"]["ErrorType"];
            /**
             * @description What was wrong and what to do next; at most 2,000 characters.
             * @example There is no plugin nonesuch. GET /v1/plugins lists those there are.
             */
            readonly message: string;
            /** @description The part that machines read. */
            readonly details: components["schemas"]["ErrorDetails"];
            /**
             * @description The plugin concerned; null where there is none.
             * @example nonesuch
             */
            readonly plugin: string | null;
            /**
             * Format: date-time
             * @description When it failed, UTC.
             * @example 2026-11-22T09:00:00.000Z
             */
            readonly timestamp: string;
        };
        readonly ErrorAnswer: {
            /** @description The failure. */
            readonly error: components["schemas"]["ErrorBody"];
        };
        readonly About: {
            /**
             * @description The product.
             * @example Gatehouse
             */
            readonly name: string;
            /**
             * @description The version of the server.
             * @example 0.1.0
             */
            readonly version: string;
            /**
             * @description Paths of the main routes, by what they are for.
             * @example {
             *       "docs": "/docs",
             *       "openapi": "/openapi.json",
             *       "plugins": "/v1/plugins"
             *     }
             */
            readonly links: {
                readonly [key: string]: string;
            };
        };
        readonly Image: {
            /**
             * @description The real media type, by its bytes.
             * @example image/png
             */
            readonly mime_type: string;
            /**
             * @description Pixels across, as stored.
             * @example 116
             */
            readonly width: number;
            /**
             * @description Pixels down, as stored.
             * @example 116
             */
            readonly height: number;
            /**
             * @description Size of the file in bytes.
             * @example 246
             */
            readonly bytes: number;
            /**
             * @description SHA-256 of the file, in hexadecimal.
             * @example 806e22cc8d6ebb14fe7a2f100fd621adeb42ed418e745754d668e24be53ca241
             */
            readonly sha256: string;
        };
        readonly Analysis: components["schemas"]["Analysis.barcode"] | components["schemas"]["Analysis.detect"] | components["schemas"]["Analysis.faces"] | components["schemas"]["Analysis.metadata"] | components["schemas"]["Analysis.ocr"] | components["schemas"]["Analysis.palette"] | components["schemas"]["Analysis.quality"] | components["schemas"]["Analysis.similarity"];
        /** @description Reads QR codes and other 1-D and 2-D barcodes: several at once, at any angle, also white on black. */
        readonly "Analysis.barcode": {
            /**
             * @description The plugin that ran. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "barcode";
            /**
             * @description What the plugin found, as the `output_schema` of its manifest says.
             * @example {
             *       "codes": [
             *         {
             *           "format": "QR_CODE",
             *           "text": "GATEHOUSE",
             *           "bytes": "R0FURUhPVVNF",
             *           "position": {
             *             "top_left": {
             *               "x": 16,
             *               "y": 16
             *             },
             *             "top_right": {
             *               "x": 100,
             *               "y": 16
             *             },
             *             "bottom_right": {
             *               "x": 101,
             *               "y": 101
             *             },
             *             "bottom_left": {
             *               "x": 16,
             *               "y": 100
             *             }
             *           },
             *           "orientation": 0.3
             *         }
             *       ]
             *     }
             */
            readonly result: components["schemas"]["PluginResult.barcode"];
            /**
             * Format: uuid
             * @description The durable record of the execution.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always SUCCESS: failures are answered with an error.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS";
            /**
             * @description Milliseconds the plugin ran.
             * @example 12.4
             */
            readonly execution_time_ms: number;
            /** @description What was looked at. */
            readonly image: components["schemas"]["Image"];
            /** @description With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels. */
            readonly rendered?: string;
        };
        /** @description Finds everyday objects of the 80 kinds of COCO (people, animals, vehicles, furniture, food), each with a box */
        readonly "Analysis.detect": {
            /**
             * @description The plugin that ran. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "detect";
            /** @description What the plugin found, as the `output_schema` of its manifest says. */
            readonly result: components["schemas"]["PluginResult.detect"];
            /**
             * Format: uuid
             * @description The durable record of the execution.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always SUCCESS: failures are answered with an error.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS";
            /**
             * @description Milliseconds the plugin ran.
             * @example 12.4
             */
            readonly execution_time_ms: number;
            /** @description What was looked at. */
            readonly image: components["schemas"]["Image"];
            /** @description With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels. */
            readonly rendered?: string;
        };
        /** @description Finds faces, with a box and the places of eyes, nose, mouth and ears; tells nothing of whose they are */
        readonly "Analysis.faces": {
            /**
             * @description The plugin that ran. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "faces";
            /** @description What the plugin found, as the `output_schema` of its manifest says. */
            readonly result: components["schemas"]["PluginResult.faces"];
            /**
             * Format: uuid
             * @description The durable record of the execution.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always SUCCESS: failures are answered with an error.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS";
            /**
             * @description Milliseconds the plugin ran.
             * @example 12.4
             */
            readonly execution_time_ms: number;
            /** @description What was looked at. */
            readonly image: components["schemas"]["Image"];
            /** @description With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels. */
            readonly rendered?: string;
        };
        /** @description Tells the facts of a picture file: format, size, colours, and what its EXIF says of where, when and how it was taken */
        readonly "Analysis.metadata": {
            /**
             * @description The plugin that ran. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "metadata";
            /** @description What the plugin found, as the `output_schema` of its manifest says. */
            readonly result: components["schemas"]["PluginResult.metadata"];
            /**
             * Format: uuid
             * @description The durable record of the execution.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always SUCCESS: failures are answered with an error.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS";
            /**
             * @description Milliseconds the plugin ran.
             * @example 12.4
             */
            readonly execution_time_ms: number;
            /** @description What was looked at. */
            readonly image: components["schemas"]["Image"];
            /** @description With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels. */
            readonly rendered?: string;
        };
        /** @description Reads the English text of a picture, with the place and the confidence of every line and word */
        readonly "Analysis.ocr": {
            /**
             * @description The plugin that ran. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "ocr";
            /** @description What the plugin found, as the `output_schema` of its manifest says. */
            readonly result: components["schemas"]["PluginResult.ocr"];
            /**
             * Format: uuid
             * @description The durable record of the execution.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always SUCCESS: failures are answered with an error.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS";
            /**
             * @description Milliseconds the plugin ran.
             * @example 12.4
             */
            readonly execution_time_ms: number;
            /** @description What was looked at. */
            readonly image: components["schemas"]["Image"];
            /** @description With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels. */
            readonly rendered?: string;
        };
        /** @description Tells the colours of a picture: the dominant ones with their shares and names, the average, and whether it is light or dark */
        readonly "Analysis.palette": {
            /**
             * @description The plugin that ran. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "palette";
            /** @description What the plugin found, as the `output_schema` of its manifest says. */
            readonly result: components["schemas"]["PluginResult.palette"];
            /**
             * Format: uuid
             * @description The durable record of the execution.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always SUCCESS: failures are answered with an error.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS";
            /**
             * @description Milliseconds the plugin ran.
             * @example 12.4
             */
            readonly execution_time_ms: number;
            /** @description What was looked at. */
            readonly image: components["schemas"]["Image"];
            /** @description With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels. */
            readonly rendered?: string;
        };
        /** @description Tells how good a picture is as a picture: sharpness, exposure, contrast and noise, a score, and the reasons for it */
        readonly "Analysis.quality": {
            /**
             * @description The plugin that ran. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "quality";
            /** @description What the plugin found, as the `output_schema` of its manifest says. */
            readonly result: components["schemas"]["PluginResult.quality"];
            /**
             * Format: uuid
             * @description The durable record of the execution.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always SUCCESS: failures are answered with an error.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS";
            /**
             * @description Milliseconds the plugin ran.
             * @example 12.4
             */
            readonly execution_time_ms: number;
            /** @description What was looked at. */
            readonly image: components["schemas"]["Image"];
            /** @description With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels. */
            readonly rendered?: string;
        };
        /** @description Tells a picture's perceptual hashes, and whether it is the same as, similar to or different from other pictures of which the hash is known */
        readonly "Analysis.similarity": {
            /**
             * @description The plugin that ran. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "similarity";
            /** @description What the plugin found, as the `output_schema` of its manifest says. */
            readonly result: components["schemas"]["PluginResult.similarity"];
            /**
             * Format: uuid
             * @description The durable record of the execution.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always SUCCESS: failures are answered with an error.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS";
            /**
             * @description Milliseconds the plugin ran.
             * @example 12.4
             */
            readonly execution_time_ms: number;
            /** @description What was looked at. */
            readonly image: components["schemas"]["Image"];
            /** @description With `render=true`: the image, upright, with boxes and labels drawn on it; a `data:` URL of a JPEG, no side longer than 1600 pixels. */
            readonly rendered?: string;
        };
        readonly Accepted: {
            /**
             * Format: uuid
             * @description The job, stored for good: it survives the server.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always PENDING: it waits for its turn.
             * @example PENDING
             * @enum {string}
             */
            readonly status: "PENDING";
        };
        readonly BatchResult: {
            /**
             * @description Its place among the items, from 0.
             * @example 0
             */
            readonly index: number;
            /**
             * Format: uuid
             * @description The durable record of its execution; null where it was refused before there was one.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string | null;
            /**
             * @description SUCCESS or FAILED.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS" | "FAILED";
            /**
             * @description What the plugin found; null if it failed.
             * @example {
             *       "codes": [
             *         {
             *           "format": "QR_CODE",
             *           "text": "GATEHOUSE",
             *           "bytes": "R0FURUhPVVNF",
             *           "position": {
             *             "top_left": {
             *               "x": 16,
             *               "y": 16
             *             },
             *             "top_right": {
             *               "x": 100,
             *               "y": 16
             *             },
             *             "bottom_right": {
             *               "x": 101,
             *               "y": 101
             *             },
             *             "bottom_left": {
             *               "x": 16,
             *               "y": 100
             *             }
             *           },
             *           "orientation": 0.3
             *         }
             *       ]
             *     }
             */
            readonly result: components["schemas"]["PluginResult.barcode"] | components["schemas"]["PluginResult.detect"] | components["schemas"]["PluginResult.faces"] | components["schemas"]["PluginResult.metadata"] | components["schemas"]["PluginResult.ocr"] | components["schemas"]["PluginResult.palette"] | components["schemas"]["PluginResult.quality"] | components["schemas"]["PluginResult.similarity"] | {
                readonly [key: string]: unknown;
            } | null;
            /**
             * @description Why it failed, with pointers into the whole body; null if it did not.
             * @example null
             */
            readonly error: components["schemas"]["ErrorBody"] | null;
        };
        readonly Batch: {
            /** @description One for each item, in their order. */
            readonly results: readonly components["schemas"]["BatchResult"][];
        };
        readonly Job: {
            /**
             * Format: uuid
             * @description UUIDv7.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly id: string;
            /**
             * @description The plugin that was asked.
             * @example barcode
             */
            readonly plugin: string;
            /**
             * @description PENDING → RUNNING → SUCCESS or FAILED.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "PENDING" | "RUNNING" | "SUCCESS" | "FAILED";
            /**
             * @description Whether it failed because it was no longer wanted.
             * @example false
             */
            readonly cancelled: boolean;
            /**
             * @description How often it was begun.
             * @example 1
             */
            readonly attempts: number;
            /**
             * @description 0 to 1; null where the plugin does not tell.
             * @example null
             */
            readonly progress: number | null;
            /**
             * Format: date-time
             * @description When it was asked for, UTC.
             * @example 2026-11-22T09:00:00.000Z
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it began, UTC.
             * @example 2026-11-22T09:00:00.001Z
             */
            readonly started_at: string | null;
            /**
             * Format: date-time
             * @description When it ended, UTC.
             * @example 2026-11-22T09:00:00.014Z
             */
            readonly completed_at: string | null;
            /**
             * @description Milliseconds the plugin ran; null where it did not.
             * @example 12.4
             */
            readonly execution_time_ms: number | null;
            /**
             * Format: uuid
             * @description The failed job that this one repeats; null where it repeats none.
             * @example null
             */
            readonly retry_of: string | null;
        };
        readonly JobList: {
            /** @description Newest first. */
            readonly jobs: readonly components["schemas"]["Job"][];
            /**
             * @description How many there are on this page.
             * @example 1
             */
            readonly count: number;
            /**
             * @description What to send as `cursor` for the next page; null on the last.
             * @example null
             */
            readonly next_cursor: string | null;
        };
        readonly JobStanding: {
            /**
             * Format: uuid
             * @description UUIDv7.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly id: string;
            /**
             * @description The plugin that was asked.
             * @example barcode
             */
            readonly plugin: string;
            /**
             * @description PENDING → RUNNING → SUCCESS or FAILED.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "PENDING" | "RUNNING" | "SUCCESS" | "FAILED";
            /**
             * @description Whether it failed because it was no longer wanted.
             * @example false
             */
            readonly cancelled: boolean;
            /**
             * @description How often it was begun.
             * @example 1
             */
            readonly attempts: number;
            /**
             * @description 0 to 1; null where the plugin does not tell.
             * @example null
             */
            readonly progress: number | null;
            /**
             * Format: date-time
             * @description When it was asked for, UTC.
             * @example 2026-11-22T09:00:00.000Z
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it began, UTC.
             * @example 2026-11-22T09:00:00.001Z
             */
            readonly started_at: string | null;
            /**
             * Format: date-time
             * @description When it ended, UTC.
             * @example 2026-11-22T09:00:00.014Z
             */
            readonly completed_at: string | null;
            /**
             * @description Milliseconds the plugin ran; null where it did not.
             * @example 12.4
             */
            readonly execution_time_ms: number | null;
            /**
             * Format: uuid
             * @description The failed job that this one repeats; null where it repeats none.
             * @example null
             */
            readonly retry_of: string | null;
            /**
             * @description Which one it is of those that wait, 1 being next; null where it does not wait in the queue.
             * @example null
             */
            readonly queue_position: number | null;
            /**
             * Format: date-time
             * @description When it may begin, UTC, by how long jobs took lately; null where it does not wait, or none was measured.
             * @example null
             */
            readonly estimated_start_at: string | null;
        };
        readonly JobAnswer: {
            /** @description The job. */
            readonly job: components["schemas"]["JobStanding"];
        };
        readonly JobResult: {
            /**
             * Format: uuid
             * @description UUIDv7.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description The plugin that was asked.
             * @example barcode
             */
            readonly plugin: string;
            /**
             * @description SUCCESS or FAILED.
             * @example SUCCESS
             * @enum {string}
             */
            readonly status: "SUCCESS" | "FAILED";
            /**
             * @description What the plugin found; null if it failed.
             * @example {
             *       "codes": [
             *         {
             *           "format": "QR_CODE",
             *           "text": "GATEHOUSE",
             *           "bytes": "R0FURUhPVVNF",
             *           "position": {
             *             "top_left": {
             *               "x": 16,
             *               "y": 16
             *             },
             *             "top_right": {
             *               "x": 100,
             *               "y": 16
             *             },
             *             "bottom_right": {
             *               "x": 101,
             *               "y": 101
             *             },
             *             "bottom_left": {
             *               "x": 16,
             *               "y": 100
             *             }
             *           },
             *           "orientation": 0.3
             *         }
             *       ]
             *     }
             */
            readonly result: components["schemas"]["PluginResult.barcode"] | components["schemas"]["PluginResult.detect"] | components["schemas"]["PluginResult.faces"] | components["schemas"]["PluginResult.metadata"] | components["schemas"]["PluginResult.ocr"] | components["schemas"]["PluginResult.palette"] | components["schemas"]["PluginResult.quality"] | components["schemas"]["PluginResult.similarity"] | {
                readonly [key: string]: unknown;
            } | null;
            /**
             * @description Why it failed; null if it did not.
             * @example null
             */
            readonly error: components["schemas"]["ErrorBody"] | null;
            /**
             * Format: date-time
             * @description When it was asked for, UTC.
             * @example 2026-11-22T09:00:00.000Z
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it ended, UTC.
             * @example 2026-11-22T09:00:00.014Z
             */
            readonly completed_at: string | null;
        };
        readonly Cancelled: {
            /**
             * Format: uuid
             * @description The job.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always FAILED: it ended without a result.
             * @example FAILED
             * @enum {string}
             */
            readonly status: "FAILED";
            /**
             * @description Always true: it failed because that was asked for.
             * @example true
             * @enum {boolean}
             */
            readonly cancelled: true;
        };
        readonly Retry: {
            /**
             * Format: uuid
             * @description The job, stored for good: it survives the server.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always PENDING: it waits for its turn.
             * @example PENDING
             * @enum {string}
             */
            readonly status: "PENDING";
            /**
             * Format: uuid
             * @description The job that failed, and whose image and options the new one has.
             * @example 01928d5e-6b39-7f0c-8a1b-2c4d6e8f0a1b
             */
            readonly retry_of: string;
        };
        readonly JobCounts: {
            /**
             * @description Those that wait.
             * @example 0
             */
            readonly PENDING: number;
            /**
             * @description Those at work.
             * @example 1
             */
            readonly RUNNING: number;
            /**
             * @description Those with a result.
             * @example 41
             */
            readonly SUCCESS: number;
            /**
             * @description Those with an error.
             * @example 2
             */
            readonly FAILED: number;
        };
        readonly PluginJobCount: {
            /**
             * @description The plugin.
             * @example barcode
             */
            readonly plugin: string;
            /**
             * @description All its jobs.
             * @example 44
             */
            readonly count: number;
            /**
             * @description Those that are FAILED.
             * @example 2
             */
            readonly failed: number;
        };
        readonly ErrorJobCount: {
            /**
             * @description A code of docs/errors.md.
             * @example IMAGE_UNDECODABLE
             */
            readonly code: string;
            /**
             * @description Those that failed with it.
             * @example 2
             */
            readonly count: number;
        };
        readonly JobStats: {
            /**
             * @description All of them.
             * @example 44
             */
            readonly total: number;
            /** @description By state. */
            readonly by_status: components["schemas"]["JobCounts"];
            /** @description By plugin. */
            readonly by_plugin: readonly components["schemas"]["PluginJobCount"][];
            /** @description Those that failed, by the code of their error. */
            readonly by_error_code: readonly components["schemas"]["ErrorJobCount"][];
            /**
             * @description Bytes of the images that wait.
             * @example 0
             */
            readonly queued_bytes: number;
            /**
             * Format: date-time
             * @description When the one that waits longest was asked for, UTC; null where none waits.
             * @example null
             */
            readonly oldest_pending_at: string | null;
        };
        readonly Erased: {
            /**
             * Format: uuid
             * @description The job there was.
             * @example 01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b
             */
            readonly job_id: string;
            /**
             * @description Always true: its record, result, image and events are gone.
             * @example true
             * @enum {boolean}
             */
            readonly erased: true;
        };
        readonly PluginHealth: {
            /**
             * @description Its name, as `plugin` of a request says it.
             * @example barcode
             */
            readonly name: string;
            /**
             * @description LOADED, INITIALIZED and RUNNING execute; FAILED tries to; UNAVAILABLE does not.
             * @example INITIALIZED
             * @enum {string}
             */
            readonly state: "LOADED" | "INITIALIZED" | "RUNNING" | "FAILED" | "UNAVAILABLE";
            /**
             * @description What it does.
             * @example Reads QR codes and other barcodes
             */
            readonly description: string;
            /**
             * @description Its version.
             * @example 1.0.0
             */
            readonly version: string;
            /**
             * @description Why it is FAILED or UNAVAILABLE and what to do; else null.
             * @example null
             */
            readonly reason: string | null;
            /**
             * @description Seconds since its code was first ready.
             * @example 86400
             */
            readonly uptime_seconds: number;
            /**
             * Format: date-time
             * @description When it was last asked to execute, UTC; null if never.
             * @example 2026-11-22T09:00:00.000Z
             */
            readonly last_used: string | null;
            /**
             * @description Executions that succeeded.
             * @example 41
             */
            readonly success_count: number;
            /**
             * @description Executions that did not.
             * @example 1
             */
            readonly error_count: number;
            /**
             * @description Milliseconds of the last execution that ran; null if none did.
             * @example 12.4
             */
            readonly last_execution_time_ms: number | null;
            /**
             * @description Mean milliseconds of the last ten executions that ran; null if none did.
             * @example 14.1
             */
            readonly avg_execution_time_ms: number | null;
        };
        readonly ReloadResult: {
            /**
             * @description The plugin.
             * @example barcode
             */
            readonly name: string;
            /**
             * @description `reloaded`: new code serves; `added`: its folder is new; `removed`: its folder is gone; `failed`: the new code cannot run, and the old keeps serving if it could.
             * @example reloaded
             * @enum {string}
             */
            readonly outcome: "reloaded" | "added" | "removed" | "failed";
            /**
             * @description Why it failed; else null.
             * @example null
             */
            readonly reason: string | null;
        };
        readonly ReloadReport: {
            /** @description One for each plugin, by name. */
            readonly plugins: readonly components["schemas"]["ReloadResult"][];
        };
        readonly PluginIsolation: {
            /**
             * @description It and whatever it starts form a group that one signal ends.
             * @example true
             */
            readonly own_process_group: boolean;
            /**
             * @description It is told nothing of the server’s environment.
             * @example true
             */
            readonly empty_environment: boolean;
            /**
             * @description Node’s permission model holds files, child processes and threads.
             * @example true
             */
            readonly permission_model: boolean;
            /**
             * @description Whether it may load native code.
             * @example none
             */
            readonly native_addons: string;
            /**
             * @description Whether it has the network.
             * @example none
             */
            readonly network: string;
            /**
             * @description The user it runs under.
             * @example its own
             */
            readonly user: string;
            /**
             * @description The Linux capabilities it has.
             * @example none
             */
            readonly capabilities: string;
            /**
             * @description It dies with the server, even on `kill -9`.
             * @example true
             */
            readonly parent_death_signal: boolean;
            /**
             * @description Most megabytes of JavaScript objects.
             * @example 512
             */
            readonly heap_limit_mb: number;
            /**
             * @description Most megabytes of native memory beyond those of an idle process; null where not limited.
             * @example 512
             */
            readonly memory_limit_mb: number | null;
            /**
             * @description Its resident memory is looked at while it works.
             * @example true
             */
            readonly memory_watch: boolean;
            /**
             * @description Most open files; null where not limited.
             * @example 256
             */
            readonly open_files_limit: number | null;
            /**
             * @description It leaves no core dump behind.
             * @example true
             */
            readonly core_dumps_off: boolean;
        };
        readonly PluginDetail: {
            /**
             * @description Its name, as `plugin` of a request says it.
             * @example barcode
             */
            readonly name: string;
            /**
             * @description LOADED, INITIALIZED and RUNNING execute; FAILED tries to; UNAVAILABLE does not.
             * @example INITIALIZED
             * @enum {string}
             */
            readonly state: "LOADED" | "INITIALIZED" | "RUNNING" | "FAILED" | "UNAVAILABLE";
            /**
             * @description What it does.
             * @example Reads QR codes and other barcodes
             */
            readonly description: string;
            /**
             * @description Its version.
             * @example 1.0.0
             */
            readonly version: string;
            /**
             * @description Why it is FAILED or UNAVAILABLE and what to do; else null.
             * @example null
             */
            readonly reason: string | null;
            /**
             * @description Seconds since its code was first ready.
             * @example 86400
             */
            readonly uptime_seconds: number;
            /**
             * Format: date-time
             * @description When it was last asked to execute, UTC; null if never.
             * @example 2026-11-22T09:00:00.000Z
             */
            readonly last_used: string | null;
            /**
             * @description Executions that succeeded.
             * @example 41
             */
            readonly success_count: number;
            /**
             * @description Executions that did not.
             * @example 1
             */
            readonly error_count: number;
            /**
             * @description Milliseconds of the last execution that ran; null if none did.
             * @example 12.4
             */
            readonly last_execution_time_ms: number | null;
            /**
             * @description Mean milliseconds of the last ten executions that ran; null if none did.
             * @example 14.1
             */
            readonly avg_execution_time_ms: number | null;
            /**
             * Format: date-time
             * @description When the next execution may try a plugin that is out of service because it cost the server too much too often, UTC; null while it is in service.
             * @example null
             */
            readonly next_trial_at: string | null;
            /** @description What its processes are held to on this machine; null where there is nothing to run. */
            readonly isolation: components["schemas"]["PluginIsolation"] | null;
        };
        readonly ManifestInput: {
            /**
             * @description The file as it was sent, or upright pixels of 4 or 1 bytes.
             * @example grey
             * @enum {string}
             */
            readonly format: "encoded" | "rgba" | "grey";
            /**
             * @description Pixels are scaled down until neither side is longer; null leaves them.
             * @example 2048
             */
            readonly max_side: number | null;
        };
        readonly ManifestLimits: {
            /**
             * @description Milliseconds one execution may take.
             * @example 30000
             */
            readonly timeout_ms: number;
            /**
             * @description Memory of each of its processes.
             * @example 512
             */
            readonly memory_mb: number;
            /**
             * @description Executions that may be in flight.
             * @example 2
             */
            readonly max_concurrency: number;
        };
        readonly ManifestPermissions: {
            /**
             * @description The network.
             * @example false
             */
            readonly network: boolean;
            /**
             * @description Native addons.
             * @example false
             */
            readonly addons: boolean;
            /**
             * @description Files and folders it reads.
             * @example []
             */
            readonly read: readonly string[];
            /**
             * @description Files and folders it writes.
             * @example []
             */
            readonly write: readonly string[];
        };
        readonly ManifestRequires: {
            /**
             * @description npm packages.
             * @example []
             */
            readonly packages: readonly string[];
            /**
             * @description Files.
             * @example []
             */
            readonly files: readonly string[];
            /**
             * @description A GPU.
             * @example false
             */
            readonly gpu: boolean;
        };
        readonly ManifestExample: {
            /**
             * @description A file in its folder, or the name of a built-in sample.
             * @example qr-tiny.png
             */
            readonly image: string;
            /**
             * @description The options.
             * @example {}
             */
            readonly options: {
                readonly [key: string]: unknown;
            };
            /**
             * @description What the answer holds at least; null where it is not told.
             * @example null
             */
            readonly output: {
                readonly [key: string]: unknown;
            } | null;
        };
        readonly PluginManifest: {
            /**
             * @description Its name.
             * @example barcode
             */
            readonly name: string;
            /**
             * @description Its version.
             * @example 1.0.0
             */
            readonly version: string;
            /**
             * @description What it does.
             * @example Reads QR codes and other barcodes
             */
            readonly description: string;
            /**
             * @description The plugin API versions it works with, as a semver range.
             * @example ^1.0.0
             */
            readonly engine: string;
            /**
             * @description Its module, relative to its folder.
             * @example ./dist/index.js
             */
            readonly entry: string;
            /**
             * @description Media types it takes.
             * @example [
             *       "image/png",
             *       "image/jpeg"
             *     ]
             */
            readonly accepts: readonly ("image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif")[];
            /** @description How it wants its image. */
            readonly input: components["schemas"]["ManifestInput"];
            /**
             * @description JSON Schema 2020-12 of `options`.
             * @example {
             *       "type": "object",
             *       "additionalProperties": false
             *     }
             */
            readonly options_schema: {
                readonly [key: string]: unknown;
            };
            /**
             * @description JSON Schema 2020-12 of `result`.
             * @example {
             *       "type": "object",
             *       "required": [
             *         "codes"
             *       ]
             *     }
             */
            readonly output_schema: {
                readonly [key: string]: unknown;
            };
            /** @description What it may use. */
            readonly limits: components["schemas"]["ManifestLimits"];
            /** @description What it asks for beside its own folder. */
            readonly permissions: components["schemas"]["ManifestPermissions"];
            /** @description What it cannot do without. */
            readonly requires: components["schemas"]["ManifestRequires"];
            /** @description Inputs that it answers. */
            readonly examples: readonly components["schemas"]["ManifestExample"][];
            /**
             * @description Whether one input is always given one answer.
             * @example true
             */
            readonly deterministic: boolean;
        };
        readonly Transition: {
            /**
             * @description The state it left.
             * @example RUNNING
             * @enum {string}
             */
            readonly from: "LOADED" | "INITIALIZED" | "RUNNING" | "FAILED" | "UNAVAILABLE";
            /**
             * @description The state it came to.
             * @example FAILED
             * @enum {string}
             */
            readonly to: "LOADED" | "INITIALIZED" | "RUNNING" | "FAILED" | "UNAVAILABLE";
            /**
             * Format: date-time
             * @description When, UTC.
             * @example 2026-11-22T09:00:00.000Z
             */
            readonly at: string;
            /**
             * @description Why; null where nothing was to be said.
             * @example kaboom
             */
            readonly reason: string | null;
            /**
             * @description What brought it about: reading and starting its code, an execution, or an operator’s reload.
             * @example execution
             * @enum {string}
             */
            readonly actor: "loader" | "execution" | "operator";
        };
        readonly Health: {
            /**
             * @description Always ok.
             * @example ok
             * @enum {string}
             */
            readonly status: "ok";
        };
        readonly Invariant: {
            /**
             * @description What it is called. It does not change.
             * @example one-gate
             */
            readonly id: string;
            /**
             * @description What holds.
             * @example A plugin runs in ToolRunner and nowhere else.
             */
            readonly statement: string;
            /**
             * @description What sees to it.
             * @example The scanner, which refuses whoever holds a plugin.
             */
            readonly enforced_by: string;
            /**
             * @description The rules of `npm run scan` that belong to it.
             * @example [
             *       "EXE001",
             *       "EXE002"
             *     ]
             */
            readonly rules: readonly string[];
            /**
             * @description The tests that show it, by their paths in the repository.
             * @example [
             *       "test/scanner/rules.spec.ts"
             *     ]
             */
            readonly tests: readonly string[];
            /**
             * @description How those tests ended when they last ran where this server was built; unknown where one of them did not.
             * @example passed
             * @enum {string}
             */
            readonly last_result: "passed" | "failed" | "unknown";
            /**
             * Format: date-time
             * @description When the one that ran longest ago did, UTC; null where one of them did not.
             * @example 2026-11-22T09:00:00.000Z
             */
            readonly last_checked_at: string | null;
        };
        readonly Governance: {
            /** @description The invariants. */
            readonly invariants: readonly components["schemas"]["Invariant"][];
        };
        readonly AnalysisRequest: components["schemas"]["AnalysisRequest.barcode"] | components["schemas"]["AnalysisRequest.detect"] | components["schemas"]["AnalysisRequest.faces"] | components["schemas"]["AnalysisRequest.metadata"] | components["schemas"]["AnalysisRequest.ocr"] | components["schemas"]["AnalysisRequest.palette"] | components["schemas"]["AnalysisRequest.quality"] | components["schemas"]["AnalysisRequest.similarity"];
        /** @description Reads QR codes and other 1-D and 2-D barcodes: several at once, at any angle, also white on black. */
        readonly "AnalysisRequest.barcode": {
            /**
             * @description A name that GET /v1/plugins lists. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "barcode";
            /**
             * @description The image as standard base64, or as a `data:` URL.
             * @example iVBORw0KGgoAAAANSUhEUgAAAHQAAAB0AQMAAABuVIRkAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAlklEQVQ4y+WSwQ3EQAgD6cD9d+kOOJtcpCQ/nGdWSDD7QMZQ9fnX3SxyUsJ0NCdFrJpHyhnvGPqKWaF2t/k2bCP58HfDxycfS10w2IBTxtKBBsnKuHxMLLeMWGIAb6MzVt1wMONRZD+QsRfZOojT0C3PIVlUhWwrIDn9gmXqudCE7QYv/VY880jOf59b7jnI0kQZf/r9AP1EC7eELjCXAAAAAElFTkSuQmCC
             */
            readonly image?: string;
            /**
             * Format: uri
             * @description Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.
             * @example https://example.org/picture.png
             */
            readonly image_url?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string|null}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif" | null;
            /**
             * @description As the `options_schema` of the plugin’s manifest says.
             * @example {}
             */
            readonly options?: components["schemas"]["PluginOptions.barcode"];
        } & (unknown | unknown);
        /** @description Finds everyday objects of the 80 kinds of COCO (people, animals, vehicles, furniture, food), each with a box */
        readonly "AnalysisRequest.detect": {
            /**
             * @description A name that GET /v1/plugins lists. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "detect";
            /**
             * @description The image as standard base64, or as a `data:` URL.
             * @example iVBORw0KGgoAAAANSUhEUgAAAHQAAAB0AQMAAABuVIRkAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAlklEQVQ4y+WSwQ3EQAgD6cD9d+kOOJtcpCQ/nGdWSDD7QMZQ9fnX3SxyUsJ0NCdFrJpHyhnvGPqKWaF2t/k2bCP58HfDxycfS10w2IBTxtKBBsnKuHxMLLeMWGIAb6MzVt1wMONRZD+QsRfZOojT0C3PIVlUhWwrIDn9gmXqudCE7QYv/VY880jOf59b7jnI0kQZf/r9AP1EC7eELjCXAAAAAElFTkSuQmCC
             */
            readonly image?: string;
            /**
             * Format: uri
             * @description Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.
             * @example https://example.org/picture.png
             */
            readonly image_url?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string|null}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif" | null;
            /** @description As the `options_schema` of the plugin’s manifest says. */
            readonly options?: components["schemas"]["PluginOptions.detect"];
        } & (unknown | unknown);
        /** @description Finds faces, with a box and the places of eyes, nose, mouth and ears; tells nothing of whose they are */
        readonly "AnalysisRequest.faces": {
            /**
             * @description A name that GET /v1/plugins lists. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "faces";
            /**
             * @description The image as standard base64, or as a `data:` URL.
             * @example iVBORw0KGgoAAAANSUhEUgAAAHQAAAB0AQMAAABuVIRkAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAlklEQVQ4y+WSwQ3EQAgD6cD9d+kOOJtcpCQ/nGdWSDD7QMZQ9fnX3SxyUsJ0NCdFrJpHyhnvGPqKWaF2t/k2bCP58HfDxycfS10w2IBTxtKBBsnKuHxMLLeMWGIAb6MzVt1wMONRZD+QsRfZOojT0C3PIVlUhWwrIDn9gmXqudCE7QYv/VY880jOf59b7jnI0kQZf/r9AP1EC7eELjCXAAAAAElFTkSuQmCC
             */
            readonly image?: string;
            /**
             * Format: uri
             * @description Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.
             * @example https://example.org/picture.png
             */
            readonly image_url?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string|null}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif" | null;
            /** @description As the `options_schema` of the plugin’s manifest says. */
            readonly options?: components["schemas"]["PluginOptions.faces"];
        } & (unknown | unknown);
        /** @description Tells the facts of a picture file: format, size, colours, and what its EXIF says of where, when and how it was taken */
        readonly "AnalysisRequest.metadata": {
            /**
             * @description A name that GET /v1/plugins lists. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "metadata";
            /**
             * @description The image as standard base64, or as a `data:` URL.
             * @example iVBORw0KGgoAAAANSUhEUgAAAHQAAAB0AQMAAABuVIRkAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAlklEQVQ4y+WSwQ3EQAgD6cD9d+kOOJtcpCQ/nGdWSDD7QMZQ9fnX3SxyUsJ0NCdFrJpHyhnvGPqKWaF2t/k2bCP58HfDxycfS10w2IBTxtKBBsnKuHxMLLeMWGIAb6MzVt1wMONRZD+QsRfZOojT0C3PIVlUhWwrIDn9gmXqudCE7QYv/VY880jOf59b7jnI0kQZf/r9AP1EC7eELjCXAAAAAElFTkSuQmCC
             */
            readonly image?: string;
            /**
             * Format: uri
             * @description Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.
             * @example https://example.org/picture.png
             */
            readonly image_url?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string|null}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif" | null;
            /** @description As the `options_schema` of the plugin’s manifest says. */
            readonly options?: components["schemas"]["PluginOptions.metadata"];
        } & (unknown | unknown);
        /** @description Reads the English text of a picture, with the place and the confidence of every line and word */
        readonly "AnalysisRequest.ocr": {
            /**
             * @description A name that GET /v1/plugins lists. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "ocr";
            /**
             * @description The image as standard base64, or as a `data:` URL.
             * @example iVBORw0KGgoAAAANSUhEUgAAAHQAAAB0AQMAAABuVIRkAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAlklEQVQ4y+WSwQ3EQAgD6cD9d+kOOJtcpCQ/nGdWSDD7QMZQ9fnX3SxyUsJ0NCdFrJpHyhnvGPqKWaF2t/k2bCP58HfDxycfS10w2IBTxtKBBsnKuHxMLLeMWGIAb6MzVt1wMONRZD+QsRfZOojT0C3PIVlUhWwrIDn9gmXqudCE7QYv/VY880jOf59b7jnI0kQZf/r9AP1EC7eELjCXAAAAAElFTkSuQmCC
             */
            readonly image?: string;
            /**
             * Format: uri
             * @description Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.
             * @example https://example.org/picture.png
             */
            readonly image_url?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string|null}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif" | null;
            /** @description As the `options_schema` of the plugin’s manifest says. */
            readonly options?: components["schemas"]["PluginOptions.ocr"];
        } & (unknown | unknown);
        /** @description Tells the colours of a picture: the dominant ones with their shares and names, the average, and whether it is light or dark */
        readonly "AnalysisRequest.palette": {
            /**
             * @description A name that GET /v1/plugins lists. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "palette";
            /**
             * @description The image as standard base64, or as a `data:` URL.
             * @example iVBORw0KGgoAAAANSUhEUgAAAHQAAAB0AQMAAABuVIRkAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAlklEQVQ4y+WSwQ3EQAgD6cD9d+kOOJtcpCQ/nGdWSDD7QMZQ9fnX3SxyUsJ0NCdFrJpHyhnvGPqKWaF2t/k2bCP58HfDxycfS10w2IBTxtKBBsnKuHxMLLeMWGIAb6MzVt1wMONRZD+QsRfZOojT0C3PIVlUhWwrIDn9gmXqudCE7QYv/VY880jOf59b7jnI0kQZf/r9AP1EC7eELjCXAAAAAElFTkSuQmCC
             */
            readonly image?: string;
            /**
             * Format: uri
             * @description Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.
             * @example https://example.org/picture.png
             */
            readonly image_url?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string|null}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif" | null;
            /** @description As the `options_schema` of the plugin’s manifest says. */
            readonly options?: components["schemas"]["PluginOptions.palette"];
        } & (unknown | unknown);
        /** @description Tells how good a picture is as a picture: sharpness, exposure, contrast and noise, a score, and the reasons for it */
        readonly "AnalysisRequest.quality": {
            /**
             * @description A name that GET /v1/plugins lists. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "quality";
            /**
             * @description The image as standard base64, or as a `data:` URL.
             * @example iVBORw0KGgoAAAANSUhEUgAAAHQAAAB0AQMAAABuVIRkAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAlklEQVQ4y+WSwQ3EQAgD6cD9d+kOOJtcpCQ/nGdWSDD7QMZQ9fnX3SxyUsJ0NCdFrJpHyhnvGPqKWaF2t/k2bCP58HfDxycfS10w2IBTxtKBBsnKuHxMLLeMWGIAb6MzVt1wMONRZD+QsRfZOojT0C3PIVlUhWwrIDn9gmXqudCE7QYv/VY880jOf59b7jnI0kQZf/r9AP1EC7eELjCXAAAAAElFTkSuQmCC
             */
            readonly image?: string;
            /**
             * Format: uri
             * @description Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.
             * @example https://example.org/picture.png
             */
            readonly image_url?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string|null}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif" | null;
            /** @description As the `options_schema` of the plugin’s manifest says. */
            readonly options?: components["schemas"]["PluginOptions.quality"];
        } & (unknown | unknown);
        /** @description Tells a picture's perceptual hashes, and whether it is the same as, similar to or different from other pictures of which the hash is known */
        readonly "AnalysisRequest.similarity": {
            /**
             * @description A name that GET /v1/plugins lists. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly plugin: "similarity";
            /**
             * @description The image as standard base64, or as a `data:` URL.
             * @example iVBORw0KGgoAAAANSUhEUgAAAHQAAAB0AQMAAABuVIRkAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAlklEQVQ4y+WSwQ3EQAgD6cD9d+kOOJtcpCQ/nGdWSDD7QMZQ9fnX3SxyUsJ0NCdFrJpHyhnvGPqKWaF2t/k2bCP58HfDxycfS10w2IBTxtKBBsnKuHxMLLeMWGIAb6MzVt1wMONRZD+QsRfZOojT0C3PIVlUhWwrIDn9gmXqudCE7QYv/VY880jOf59b7jnI0kQZf/r9AP1EC7eELjCXAAAAAElFTkSuQmCC
             */
            readonly image?: string;
            /**
             * Format: uri
             * @description Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.
             * @example https://example.org/picture.png
             */
            readonly image_url?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string|null}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif" | null;
            /** @description As the `options_schema` of the plugin’s manifest says. */
            readonly options?: components["schemas"]["PluginOptions.similarity"];
        } & (unknown | unknown);
        readonly AnalysisForm: {
            /** @description The image file. */
            readonly image: string;
            /**
             * @description A name that GET /v1/plugins lists.
             * @example barcode
             * @enum {string}
             */
            readonly plugin: "barcode" | "detect" | "faces" | "metadata" | "ocr" | "palette" | "quality" | "similarity";
            /**
             * @description JSON text of an object, as the `options_schema` of the plugin’s manifest says.
             * @example {}
             */
            readonly options?: string;
            /**
             * @description The image’s media type, checked against its bytes; may be left out.
             * @example image/png
             * @enum {string}
             */
            readonly mime_type?: "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/tiff" | "image/avif";
        };
        /**
         * Options of barcode
         * @description What barcode can be told.
         */
        readonly "PluginOptions.barcode": {
            /**
             * @description The formats to look for. Fewer are quicker, and mistaken less easily.
             * @default [
             *       "QR_CODE",
             *       "MICRO_QR_CODE",
             *       "RMQR_CODE",
             *       "DATA_MATRIX",
             *       "AZTEC",
             *       "MAXICODE",
             *       "PDF_417",
             *       "MICRO_PDF_417",
             *       "EAN_13",
             *       "EAN_8",
             *       "UPC_A",
             *       "UPC_E",
             *       "CODE_128",
             *       "CODE_39",
             *       "CODE_93",
             *       "CODABAR",
             *       "ITF",
             *       "GS1_DATABAR",
             *       "GS1_DATABAR_LIMITED",
             *       "GS1_DATABAR_EXPANDED"
             *     ]
             * @example [
             *       "QR_CODE"
             *     ]
             * @example [
             *       "EAN_13",
             *       "UPC_A"
             *     ]
             */
            readonly formats?: readonly ("QR_CODE" | "MICRO_QR_CODE" | "RMQR_CODE" | "DATA_MATRIX" | "AZTEC" | "MAXICODE" | "PDF_417" | "MICRO_PDF_417" | "EAN_13" | "EAN_8" | "UPC_A" | "UPC_E" | "CODE_128" | "CODE_39" | "CODE_93" | "CODABAR" | "ITF" | "GS1_DATABAR" | "GS1_DATABAR_LIMITED" | "GS1_DATABAR_EXPANDED")[];
            /**
             * @description At most this many codes are told, from the top of the image down.
             * @default 100
             */
            readonly max_codes?: number;
            /**
             * @description Whether to look again at each part of the image that shows bars no code was read in. False is quicker, and misses linear codes that lie aslant.
             * @default true
             */
            readonly try_harder?: boolean;
        };
        /**
         * Result of barcode
         * @description What barcode finds.
         */
        readonly "PluginResult.barcode": {
            /** @description The codes that were read, from top to bottom; empty when there is none. */
            readonly codes: readonly components["schemas"]["PluginResult.barcode.code"][];
        };
        readonly "PluginResult.barcode.code": {
            /**
             * @description The format of the code.
             * @enum {string}
             */
            readonly format: "QR_CODE" | "MICRO_QR_CODE" | "RMQR_CODE" | "DATA_MATRIX" | "AZTEC" | "MAXICODE" | "PDF_417" | "MICRO_PDF_417" | "EAN_13" | "EAN_8" | "UPC_A" | "UPC_E" | "CODE_128" | "CODE_39" | "CODE_93" | "CODABAR" | "ITF" | "GS1_DATABAR" | "GS1_DATABAR_LIMITED" | "GS1_DATABAR_EXPANDED";
            /** @description The content as text: as the code declares its character set, or as it is guessed. UPC codes as the digits printed beneath them. */
            readonly text: string;
            /** @description The content exactly as it stands in the code, in base64. */
            readonly bytes: string;
            /** @description The corners of the code as it was printed, in pixels of the upright original image: top_left is the code's own, wherever it is turned. */
            readonly position: {
                readonly top_left: components["schemas"]["PluginResult.barcode.point"];
                readonly top_right: components["schemas"]["PluginResult.barcode.point"];
                readonly bottom_right: components["schemas"]["PluginResult.barcode.point"];
                readonly bottom_left: components["schemas"]["PluginResult.barcode.point"];
            };
            /** @description Degrees by which the code is turned clockwise; 0 reads from left to right. */
            readonly orientation: number;
        };
        readonly "PluginResult.barcode.point": {
            /** @description Pixels from the left edge. */
            readonly x: number;
            /** @description Pixels from the upper edge. */
            readonly y: number;
        };
        /** @description What detect can be told. */
        readonly "PluginOptions.detect": {
            /**
             * @description Objects less sure than this are left out: 0.05 to 1. Lower finds more, and more that is not there
             * @default 0.4
             */
            readonly min_confidence?: number;
            /**
             * @description At most this many objects are told, the surest first
             * @default 100
             */
            readonly max_objects?: number;
        };
        /** @description Measured by npm run accuracy, at least: easy pictures, mAP@0.5: 0.8; easy pictures, objects found: 0.64; easy pictures, answers right: 0.56; hard pictures, mAP@0.5: 0.75; hard pictures, objects found: 0.69; hard pictures, answers right: 0.75 */
        readonly "PluginResult.detect": {
            /** @description The surest first; empty where nothing was seen */
            readonly objects: readonly components["schemas"]["PluginResult.detect.object"][];
        };
        readonly "PluginResult.detect.object": {
            /**
             * @description What it is, by its name in the COCO data set
             * @enum {unknown}
             */
            readonly label: "person" | "bicycle" | "car" | "motorcycle" | "airplane" | "bus" | "train" | "truck" | "boat" | "traffic light" | "fire hydrant" | "stop sign" | "parking meter" | "bench" | "bird" | "cat" | "dog" | "horse" | "sheep" | "cow" | "elephant" | "bear" | "zebra" | "giraffe" | "backpack" | "umbrella" | "handbag" | "tie" | "suitcase" | "frisbee" | "skis" | "snowboard" | "sports ball" | "kite" | "baseball bat" | "baseball glove" | "skateboard" | "surfboard" | "tennis racket" | "bottle" | "wine glass" | "cup" | "fork" | "knife" | "spoon" | "bowl" | "banana" | "apple" | "sandwich" | "orange" | "broccoli" | "carrot" | "hot dog" | "pizza" | "donut" | "cake" | "chair" | "couch" | "potted plant" | "bed" | "dining table" | "toilet" | "tv" | "laptop" | "mouse" | "remote" | "keyboard" | "cell phone" | "microwave" | "oven" | "toaster" | "sink" | "refrigerator" | "book" | "clock" | "vase" | "scissors" | "teddy bear" | "hair drier" | "toothbrush";
            readonly confidence: number;
            readonly box: components["schemas"]["PluginResult.detect.box"];
        };
        /** @description An upright rectangle in pixels of the upright original */
        readonly "PluginResult.detect.box": {
            readonly x: number;
            readonly y: number;
            readonly width: number;
            readonly height: number;
        };
        /** @description What faces can be told. */
        readonly "PluginOptions.faces": {
            /**
             * @description Faces less sure than this are left out: 0.1 to 1. Lower finds more that are dim or turned away, and more that are none
             * @default 0.7
             */
            readonly min_confidence?: number;
            /**
             * @description At most this many faces are told, the surest first
             * @default 60
             */
            readonly max_faces?: number;
        };
        /** @description Measured by npm run accuracy, at least: photographs, AP@0.5: 0.83; photographs, faces found: 0.83; photographs, answers right: 0.83 */
        readonly "PluginResult.faces": {
            /** @description The surest first; empty where there is none */
            readonly faces: readonly components["schemas"]["PluginResult.faces.face"][];
        };
        readonly "PluginResult.faces.face": {
            readonly confidence: number;
            readonly box: components["schemas"]["PluginResult.faces.box"];
            readonly landmarks: components["schemas"]["PluginResult.faces.landmarks"];
        };
        /** @description An upright rectangle from the brows to the chin, in pixels of the upright original */
        readonly "PluginResult.faces.box": {
            readonly x: number;
            readonly y: number;
            readonly width: number;
            readonly height: number;
        };
        /** @description Right and left are the person's own. Of what is hidden, where it would be */
        readonly "PluginResult.faces.landmarks": {
            readonly right_eye: components["schemas"]["PluginResult.faces.point"];
            readonly left_eye: components["schemas"]["PluginResult.faces.point"];
            readonly nose: components["schemas"]["PluginResult.faces.point"];
            readonly mouth: components["schemas"]["PluginResult.faces.point"];
            readonly right_ear: components["schemas"]["PluginResult.faces.point"];
            readonly left_ear: components["schemas"]["PluginResult.faces.point"];
        };
        /** @description Pixels of the upright original; of a face that is cut off it may lie outside */
        readonly "PluginResult.faces.point": {
            readonly x: number;
            readonly y: number;
        };
        /** @description There are no options */
        readonly "PluginOptions.metadata": Record<string, never>;
        /** @description What metadata finds. */
        readonly "PluginResult.metadata": {
            /** @enum {unknown} */
            readonly format: "jpeg" | "png" | "webp" | "gif" | "tiff" | "avif";
            /** @description Pixels across, as stored */
            readonly width: number;
            /** @description Pixels down, as stored */
            readonly height: number;
            /** @description Pixels across once the orientation is applied */
            readonly upright_width: number;
            /** @description Pixels down once the orientation is applied */
            readonly upright_height: number;
            /** @description The EXIF orientation still to be applied; 1 is upright. AVIF files turn themselves */
            readonly orientation: number;
            readonly has_alpha: boolean;
            /** @description Such as srgb, grey, cmyk, lab */
            readonly color_space: string;
            readonly channels: number;
            readonly bits_per_channel: number | null;
            /** @description Pixels per inch */
            readonly density: number | null;
            readonly progressive: boolean;
            /** @description Such as 4:2:0 */
            readonly chroma_subsampling: string | null;
            /** @description Frames of an animation, or pages */
            readonly frames: number;
            readonly icc_profile: {
                /** @description The profile's description, such as Display P3 */
                readonly name: string | null;
                readonly bytes: number;
            } | null;
            readonly has_xmp: boolean;
            readonly has_iptc: boolean;
            /** @description ISO 8601 of DateTimeOriginal, else DateTimeDigitized; with the offset from UTC where the file tells it, else the camera's own clock */
            readonly captured_at: string | null;
            readonly gps: {
                /** @description Decimal degrees, south negative */
                readonly latitude: number;
                /** @description Decimal degrees, west negative */
                readonly longitude: number;
                /** @description Metres, below the sea negative */
                readonly altitude: number | null;
            } | null;
            readonly camera_make: string | null;
            readonly camera_model: string | null;
            readonly lens_model: string | null;
            readonly software: string | null;
            readonly exposure_time_seconds: number | null;
            readonly f_number: number | null;
            /** @description PhotographicSensitivity */
            readonly iso: number | null;
            readonly focal_length_mm: number | null;
            /** @description Millimetres */
            readonly focal_length_in_35mm_film: number | null;
            /** @description All tags of the picture by their names in the EXIF 3.0 and TIFF 6.0 specifications, those without a name by their number; of binary data only its length */
            readonly exif: {
                readonly [key: string]: (string | number) | readonly number[] | {
                    readonly bytes: number;
                };
            } | null;
            /** @description What was found broken and left out, in words */
            readonly warnings: readonly string[];
        };
        /** @description What ocr can be told. */
        readonly "PluginOptions.ocr": {
            /**
             * @description How the picture is cut into lines: auto finds columns and paragraphs; single_block takes it as one block of text, single_line as one line; sparse finds scattered words, in no particular order
             * @default auto
             * @enum {unknown}
             */
            readonly page_segmentation?: "auto" | "single_block" | "single_line" | "sparse";
            /**
             * @description auto also reads pages that lie on a side or upside down; upright trusts the picture as its EXIF orientation has it, and is faster where there is no text
             * @default auto
             * @enum {unknown}
             */
            readonly orientation?: "auto" | "upright";
            /**
             * @description Words less sure than this are left out: 0 to 1
             * @default 0.3
             */
            readonly min_confidence?: number;
        };
        /** @description What ocr finds. */
        readonly "PluginResult.ocr": {
            /** @description The lines, a line break between them and an empty line between paragraphs */
            readonly text: string;
            /** @description Mean confidence of the words by their length; 0 without text */
            readonly confidence: components["schemas"]["PluginResult.ocr.confidence"];
            /**
             * @description Degrees clockwise by which the upright original must be turned for its text to be upright
             * @enum {unknown}
             */
            readonly orientation: 0 | 90 | 180 | 270;
            /** @description Degrees by which the lines still fall to the right after that turn */
            readonly skew: number;
            readonly lines: readonly components["schemas"]["PluginResult.ocr.text"][];
            /** @description All words of all lines, in reading order */
            readonly words: readonly components["schemas"]["PluginResult.ocr.text"][];
        };
        readonly "PluginResult.ocr.confidence": number;
        readonly "PluginResult.ocr.text": {
            readonly text: string;
            readonly confidence: components["schemas"]["PluginResult.ocr.confidence"];
            readonly box: components["schemas"]["PluginResult.ocr.box"];
        };
        /** @description An upright rectangle in pixels of the upright original */
        readonly "PluginResult.ocr.box": {
            readonly x: number;
            readonly y: number;
            readonly width: number;
            readonly height: number;
        };
        /** @description What palette can be told. */
        readonly "PluginOptions.palette": {
            /**
             * @description At most this many colours are told; fewer where the picture has fewer that look different
             * @default 6
             */
            readonly max_colors?: number;
            /**
             * @description Colours with a smaller share of the picture are left out: 0 to 0.5
             * @default 0.01
             */
            readonly min_share?: number;
        };
        /** @description Measured by npm run accuracy, at least: painted blocks, colours found with their share: 0.99; painted blocks, told colours that are there: 0.99; soft, grainy blocks, colours found with their share: 0.98; soft, grainy blocks, told colours that are there: 0.98; plain pictures of 40 CSS colours, named rightly: 1 */
        readonly "PluginResult.palette": {
            /** @description The dominant colours, the largest share first; empty where nothing is visible */
            readonly colors: readonly {
                /** @description As CSS writes it */
                readonly hex: string;
                /** @description The name of CSS that looks nearest */
                readonly name: string;
                /** @description Share of what is visible: 0 to 1 */
                readonly share: number;
            }[];
            /** @description The mean of all that is visible, as it looks; null where nothing is */
            readonly average: {
                /** @description As CSS writes it */
                readonly hex: string;
                /** @description The name of CSS that looks nearest */
                readonly name: string;
            } | null;
            /** @description Of the average, as it looks: 0 is black, 1 is white */
            readonly lightness: number | null;
            /**
             * @description light where black text would stand out on the average better than white
             * @enum {unknown}
             */
            readonly tone: "light" | "dark" | null;
            /** @description How much of the picture is not transparent: 0 to 1 */
            readonly visible_share: number;
        };
        /** @description What quality can be told. */
        readonly "PluginOptions.quality": {
            /**
             * @description A picture whose blur is above this is BLURRED. A sharp photograph has 0.15 to 0.34, one that is visibly soft 0.4 and more
             * @default 0.365
             */
            readonly max_blur?: number;
            /**
             * @description A picture whose noise is above this is NOISY, in levels of 255
             * @default 7
             */
            readonly max_noise?: number;
            /**
             * @description A picture of which a larger share has lost its colour to white is OVEREXPOSED
             * @default 0.06
             */
            readonly max_highlights?: number;
            /**
             * @description A picture whose brightest parts are darker than this is UNDEREXPOSED: 0 is black, 1 is white
             * @default 0.4
             */
            readonly min_brightest?: number;
            /**
             * @description A picture with less contrast than this has LOW_CONTRAST
             * @default 0.07
             */
            readonly min_contrast?: number;
        };
        /** @description Measured by npm run accuracy, at least: good photographs, judged rightly: 0.9; half the size, judged rightly: 0.8; blur of 2 pixels, judged rightly: 1; blur of 1.5 pixels, judged rightly: 0.9; shaken photograph, judged rightly: 1; noise of 15 levels, judged rightly: 1; noise of 25 levels, judged rightly: 1; 2 stops too bright, judged rightly: 1; 4 stops too dark, judged rightly: 1; a fifth of the contrast, judged rightly: 1 */
        readonly "PluginResult.quality": {
            /** @description How good the weakest side of the picture is: 0 to 1. Below 0.5 there is an issue */
            readonly score: number;
            /** @description What is wrong with the picture, the worst first; empty for a good one */
            readonly issues: readonly {
                /** @enum {unknown} */
                readonly code: "BLURRED" | "NOISY" | "OVEREXPOSED" | "UNDEREXPOSED" | "LOW_CONTRAST" | "BLANK" | "TRANSPARENT";
                /** @description The same in words */
                readonly message: string;
            }[];
            /** @description What was measured, at 1024 pixels a side at most, where the picture is visible; null where nothing is */
            readonly measures: {
                /** @description Variance of the Laplacian, in squared levels of 255: the more fine detail the higher. Null where no 3 x 3 pixels are visible */
                readonly sharpness: number | null;
                /** @description How little the picture would lose if it were blurred once more: 0 is sharp, 1 is blurred. Null where nothing changes from pixel to pixel */
                readonly blur: number | null;
                /** @description Standard deviation of the noise in levels of 255. Null where there is no square of 16 pixels that is neither black nor white */
                readonly noise: number | null;
                /** @description Mean level: 0 is black, 1 is white */
                readonly brightness: number;
                /** @description The level that 99 of 100 pixels do not pass */
                readonly brightest: number;
                /** @description Share of pixels whose red, green or blue is at its end */
                readonly clipped_highlights: number;
                /** @description Share of pixels that are as good as black */
                readonly clipped_shadows: number;
                /** @description Standard deviation of the levels: 0 to 0.5 */
                readonly contrast: number;
                /** @description Of the levels, in bits: 0 to 8 */
                readonly entropy: number;
            } | null;
        };
        /** @description What similarity can be told. */
        readonly "PluginOptions.similarity": {
            /**
             * @description The `hash` of another picture as this plugin answered it, or a list of up to 1000
             * @default []
             */
            readonly compare_to?: string | readonly string[];
        };
        /** @description Measured by npm run accuracy, at least: JPEG of quality 30, called same: 1; half the size, called same: 1; a sixth of the size, called same: 0.94; a fifth brighter, called same: 1; half the contrast, called same: 0.98; grey, called same: 1; blur of 2 pixels, called same: 1; noise of 15 levels, called same: 0.98; 2 % cut off each side, called same or similar: 0.98; 5 % cut off each side, called same or similar: 0.75; stretched by a tenth, called same: 1; a label in a corner, called same or similar: 1; other pictures, called different: 1 */
        readonly "PluginResult.similarity": {
            /** @description phash and dhash in one: keep it to compare other pictures with */
            readonly hash: string;
            /** @description 64 bits of the discrete cosine transform: which slow waves are strong */
            readonly phash: string;
            /** @description 64 bits of the gradient: where it grows brighter from left to right */
            readonly dhash: string;
            /** @description One for each hash of compare_to, in its order */
            readonly comparisons: readonly {
                /** @description The hash that was compared with */
                readonly hash: string;
                /** @description How many of the 128 bits differ */
                readonly distance: number;
                /** @description Of the 64 bits of phash */
                readonly phash_distance: number;
                /** @description Of the 64 bits of dhash */
                readonly dhash_distance: number;
                /**
                 * @description By distance
                 * @enum {unknown}
                 */
                readonly verdict: "same" | "similar" | "different";
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description The id of the request: the caller’s own, or one that was made. The log knows it.
         * @example b2c7f1de-5d0f-4b7a-9a3e-0c9f5a1e7d42
         */
        readonly "X-Request-Id": string;
        /**
         * @description The trace that the request belongs to, as W3C Trace Context has it. Only where traces are sent.
         * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
         */
        readonly traceparent: string;
        /**
         * @description What is left of the key’s limit (`r`) and seconds until there is more (`t`). Only with a key.
         * @example "key";r=599;t=1
         */
        readonly RateLimit: string;
        /**
         * @description The key’s limit: how many (`q`) in how many seconds (`w`). Only with a key.
         * @example "key";q=600;w=60
         */
        readonly "RateLimit-Policy": string;
        /**
         * @description Says that the answer was given before, to a request with the same Idempotency-Key.
         * @example true
         */
        readonly "Idempotency-Replayed": "true";
        /**
         * @description Seconds to wait before trying again; only where waiting helps.
         * @example 1
         */
        readonly "Retry-After": string;
    };
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    readonly about: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Name, version and links. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Gatehouse",
                     *       "version": "0.1.0",
                     *       "links": {
                     *         "docs": "/docs",
                     *         "openapi": "/openapi.json",
                     *         "plugins": "/v1/plugins"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["About"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly analyze: {
        readonly parameters: {
            readonly query?: {
                /** @description Also answers the image with boxes and labels drawn on it, in `rendered`, where the plugin finds boxes. */
                readonly render?: boolean;
                /** @description A name that GET /v1/plugins lists. Counts where the body does not say it, as where the body is the image. */
                readonly plugin?: string;
                /**
                 * @description JSON text of an object, as the `options_schema` of the plugin’s manifest says. Counts where the body does not say it, as where the body is the image.
                 * @example {}
                 */
                readonly options?: string;
            };
            readonly header?: {
                /** @description A key of your own making, such as a UUID: 1 to 255 visible ASCII characters, bare or in double quotes. Whoever sends the same request with it again within 24 hours gets the answer of the first, with `Idempotency-Replayed: true`, and nothing runs twice; what was refused or may succeed later is done anew. While the first is being answered it is an error, `IDEMPOTENCY_IN_PROGRESS`. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AnalysisRequest"];
                readonly "multipart/form-data": components["schemas"]["AnalysisForm"];
                readonly "image/*": string;
            };
        };
        readonly responses: {
            /** @description The plugin’s result and the facts of the execution. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "plugin": "barcode",
                     *       "result": {
                     *         "codes": [
                     *           {
                     *             "format": "QR_CODE",
                     *             "text": "GATEHOUSE",
                     *             "bytes": "R0FURUhPVVNF",
                     *             "position": {
                     *               "top_left": {
                     *                 "x": 16,
                     *                 "y": 16
                     *               },
                     *               "top_right": {
                     *                 "x": 100,
                     *                 "y": 16
                     *               },
                     *               "bottom_right": {
                     *                 "x": 101,
                     *                 "y": 101
                     *               },
                     *               "bottom_left": {
                     *                 "x": 16,
                     *                 "y": 100
                     *               }
                     *             },
                     *             "orientation": 0.3
                     *           }
                     *         ]
                     *       },
                     *       "job_id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *       "status": "SUCCESS",
                     *       "execution_time_ms": 12.4,
                     *       "image": {
                     *         "mime_type": "image/png",
                     *         "width": 116,
                     *         "height": 116,
                     *         "bytes": 246,
                     *         "sha256": "806e22cc8d6ebb14fe7a2f100fd621adeb42ed418e745754d668e24be53ca241"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Analysis"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly submit: {
        readonly parameters: {
            readonly query?: {
                /** @description How often it may be run in all, where it fails in a way that another run may not (`retryable`), with a pause that doubles. The body may say it, too. */
                readonly max_attempts?: number;
                /** @description A name that GET /v1/plugins lists. Counts where the body does not say it, as where the body is the image. */
                readonly plugin?: string;
                /**
                 * @description JSON text of an object, as the `options_schema` of the plugin’s manifest says. Counts where the body does not say it, as where the body is the image.
                 * @example {}
                 */
                readonly options?: string;
            };
            readonly header?: {
                /** @description A key of your own making, such as a UUID: 1 to 255 visible ASCII characters, bare or in double quotes. Whoever sends the same request with it again within 24 hours gets the answer of the first, with `Idempotency-Replayed: true`, and nothing runs twice; what was refused or may succeed later is done anew. While the first is being stored it is waited for. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AnalysisRequest"];
                readonly "multipart/form-data": components["schemas"]["AnalysisForm"];
                readonly "image/*": string;
            };
        };
        readonly responses: {
            /** @description The job that waits. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *       "status": "PENDING"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly analyzeBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A key of your own making, such as a UUID: 1 to 255 visible ASCII characters, bare or in double quotes. Whoever sends the same request with it again within 24 hours gets the answer of the first, with `Idempotency-Replayed: true`, and nothing runs twice; what was refused or may succeed later is done anew. While the first is being answered it is an error, `IDEMPOTENCY_IN_PROGRESS`. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Each as the body of a single analysis. */
                    readonly items: readonly components["schemas"]["AnalysisRequest"][];
                };
            };
        };
        readonly responses: {
            /** @description What became of each item, in their order. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "index": 0,
                     *           "job_id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *           "status": "SUCCESS",
                     *           "result": {
                     *             "codes": [
                     *               {
                     *                 "format": "QR_CODE",
                     *                 "text": "GATEHOUSE",
                     *                 "bytes": "R0FURUhPVVNF",
                     *                 "position": {
                     *                   "top_left": {
                     *                     "x": 16,
                     *                     "y": 16
                     *                   },
                     *                   "top_right": {
                     *                     "x": 100,
                     *                     "y": 16
                     *                   },
                     *                   "bottom_right": {
                     *                     "x": 101,
                     *                     "y": 101
                     *                   },
                     *                   "bottom_left": {
                     *                     "x": 16,
                     *                     "y": 100
                     *                   }
                     *                 },
                     *                 "orientation": 0.3
                     *               }
                     *             ]
                     *           },
                     *           "error": null
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly listOwnJobs: {
        readonly parameters: {
            readonly query?: {
                /** @description Only jobs in this state. */
                readonly status?: "PENDING" | "RUNNING" | "SUCCESS" | "FAILED";
                /** @description Only jobs of this plugin. */
                readonly plugin?: string;
                /** @description The most jobs of the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before; left out for the first. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of them. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": [
                     *         {
                     *           "id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *           "plugin": "barcode",
                     *           "status": "SUCCESS",
                     *           "cancelled": false,
                     *           "attempts": 1,
                     *           "progress": null,
                     *           "created_at": "2026-11-22T09:00:00.000Z",
                     *           "started_at": "2026-11-22T09:00:00.001Z",
                     *           "completed_at": "2026-11-22T09:00:00.014Z",
                     *           "execution_time_ms": 12.4,
                     *           "retry_of": null
                     *         }
                     *       ],
                     *       "count": 1,
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobList"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly getJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The `job_id` of an answer. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": {
                     *         "id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *         "plugin": "barcode",
                     *         "status": "SUCCESS",
                     *         "cancelled": false,
                     *         "attempts": 1,
                     *         "progress": null,
                     *         "created_at": "2026-11-22T09:00:00.000Z",
                     *         "started_at": "2026-11-22T09:00:00.001Z",
                     *         "completed_at": "2026-11-22T09:00:00.014Z",
                     *         "execution_time_ms": 12.4,
                     *         "retry_of": null,
                     *         "queue_position": null,
                     *         "estimated_start_at": null
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobAnswer"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly cancelJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The `job_id` of an answer. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It has ended. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *       "status": "FAILED",
                     *       "cancelled": true
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Cancelled"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly getJobResult: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The `job_id` of an answer. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Its result, or its error. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *       "plugin": "barcode",
                     *       "status": "SUCCESS",
                     *       "result": {
                     *         "codes": [
                     *           {
                     *             "format": "QR_CODE",
                     *             "text": "GATEHOUSE",
                     *             "bytes": "R0FURUhPVVNF",
                     *             "position": {
                     *               "top_left": {
                     *                 "x": 16,
                     *                 "y": 16
                     *               },
                     *               "top_right": {
                     *                 "x": 100,
                     *                 "y": 16
                     *               },
                     *               "bottom_right": {
                     *                 "x": 101,
                     *                 "y": 101
                     *               },
                     *               "bottom_left": {
                     *                 "x": 16,
                     *                 "y": 100
                     *               }
                     *             },
                     *             "orientation": 0.3
                     *           }
                     *         ]
                     *       },
                     *       "error": null,
                     *       "created_at": "2026-11-22T09:00:00.000Z",
                     *       "completed_at": "2026-11-22T09:00:00.014Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobResult"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly followJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `id` of the last event that arrived; left out for all of them. Browsers send it by themselves. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path: {
                /** @description The `job_id` of an answer. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The events. `data` is one line of JSON; of a FAILED state it holds the `error`. Lines that begin with a colon are signs of life. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 2
                     *     event: state
                     *     data: {"job_id":"01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b","status":"RUNNING","attempt":1,"at":"2026-11-22T09:00:00.001Z","error":null}
                     *
                     *     id: 3
                     *     event: progress
                     *     data: {"job_id":"01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b","status":"RUNNING","attempt":1,"at":"2026-11-22T09:00:00.250Z","progress":0.5,"message":"page 1 of 2"}
                     */
                    readonly "text/event-stream": string;
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly retryJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A key of your own making, such as a UUID: 1 to 255 visible ASCII characters, bare or in double quotes. Whoever sends the same request with it again within 24 hours gets the answer of the first, with `Idempotency-Replayed: true`, and nothing runs twice; what was refused or may succeed later is done anew. While the first is being stored it is waited for. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description The `job_id` of an answer. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new job, which names the old one. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *       "status": "PENDING",
                     *       "retry_of": "01928d5e-6b39-7f0c-8a1b-2c4d6e8f0a1b"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Retry"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly listJobs: {
        readonly parameters: {
            readonly query?: {
                /** @description Only jobs in this state. */
                readonly status?: "PENDING" | "RUNNING" | "SUCCESS" | "FAILED";
                /** @description Only jobs of this plugin. */
                readonly plugin?: string;
                /** @description The most jobs of the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before; left out for the first. */
                readonly cursor?: string;
                /** @description Only jobs that failed with this `error.details.code`. */
                readonly error_code?: string;
                /** @description Only jobs that were made at this time or later. */
                readonly since?: string;
                /** @description Only jobs that were made before this time. */
                readonly until?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of them. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": [
                     *         {
                     *           "id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *           "plugin": "barcode",
                     *           "status": "SUCCESS",
                     *           "cancelled": false,
                     *           "attempts": 1,
                     *           "progress": null,
                     *           "created_at": "2026-11-22T09:00:00.000Z",
                     *           "started_at": "2026-11-22T09:00:00.001Z",
                     *           "completed_at": "2026-11-22T09:00:00.014Z",
                     *           "execution_time_ms": 12.4,
                     *           "retry_of": null
                     *         }
                     *       ],
                     *       "count": 1,
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobList"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly countJobs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The counts. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 44,
                     *       "by_status": {
                     *         "PENDING": 0,
                     *         "RUNNING": 1,
                     *         "SUCCESS": 41,
                     *         "FAILED": 2
                     *       },
                     *       "by_plugin": [
                     *         {
                     *           "plugin": "barcode",
                     *           "count": 44,
                     *           "failed": 2
                     *         }
                     *       ],
                     *       "by_error_code": [
                     *         {
                     *           "code": "IMAGE_UNDECODABLE",
                     *           "count": 2
                     *         }
                     *       ],
                     *       "queued_bytes": 0,
                     *       "oldest_pending_at": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobStats"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly getHistoryJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The `job_id` of an answer. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job": {
                     *         "id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *         "plugin": "barcode",
                     *         "status": "SUCCESS",
                     *         "cancelled": false,
                     *         "attempts": 1,
                     *         "progress": null,
                     *         "created_at": "2026-11-22T09:00:00.000Z",
                     *         "started_at": "2026-11-22T09:00:00.001Z",
                     *         "completed_at": "2026-11-22T09:00:00.014Z",
                     *         "execution_time_ms": 12.4,
                     *         "retry_of": null,
                     *         "queue_position": null,
                     *         "estimated_start_at": null
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["JobAnswer"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly eraseJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The `job_id` of an answer. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Nothing of it is left. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_id": "01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b",
                     *       "erased": true
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Erased"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly listPlugins: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One for each plugin that was found. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "name": "barcode",
                     *         "state": "INITIALIZED",
                     *         "description": "Reads QR codes and other barcodes",
                     *         "version": "1.0.0",
                     *         "reason": null,
                     *         "uptime_seconds": 86400,
                     *         "last_used": "2026-11-22T09:00:00.000Z",
                     *         "success_count": 41,
                     *         "error_count": 1,
                     *         "last_execution_time_ms": 12.4,
                     *         "avg_execution_time_ms": 14.1
                     *       }
                     *     ]
                     */
                    readonly "application/json": readonly components["schemas"]["PluginHealth"][];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly reloadPlugins: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was done with each. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "plugins": [
                     *         {
                     *           "name": "barcode",
                     *           "outcome": "reloaded",
                     *           "reason": null
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ReloadReport"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly getPlugin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A name that GET /v1/plugins lists. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The plugin. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "barcode",
                     *       "state": "INITIALIZED",
                     *       "description": "Reads QR codes and other barcodes",
                     *       "version": "1.0.0",
                     *       "reason": null,
                     *       "uptime_seconds": 86400,
                     *       "last_used": "2026-11-22T09:00:00.000Z",
                     *       "success_count": 41,
                     *       "error_count": 1,
                     *       "last_execution_time_ms": 12.4,
                     *       "avg_execution_time_ms": 14.1,
                     *       "next_trial_at": null,
                     *       "isolation": {
                     *         "own_process_group": true,
                     *         "empty_environment": true,
                     *         "permission_model": true,
                     *         "native_addons": "none",
                     *         "network": "none",
                     *         "user": "its own",
                     *         "capabilities": "none",
                     *         "parent_death_signal": true,
                     *         "heap_limit_mb": 512,
                     *         "memory_limit_mb": 512,
                     *         "memory_watch": true,
                     *         "open_files_limit": 256,
                     *         "core_dumps_off": true
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PluginDetail"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly getPluginHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A name that GET /v1/plugins lists. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The plugin. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "barcode",
                     *       "state": "INITIALIZED",
                     *       "description": "Reads QR codes and other barcodes",
                     *       "version": "1.0.0",
                     *       "reason": null,
                     *       "uptime_seconds": 86400,
                     *       "last_used": "2026-11-22T09:00:00.000Z",
                     *       "success_count": 41,
                     *       "error_count": 1,
                     *       "last_execution_time_ms": 12.4,
                     *       "avg_execution_time_ms": 14.1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PluginHealth"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly getPluginManifest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A name that GET /v1/plugins lists. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The manifest. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "barcode",
                     *       "version": "1.0.0",
                     *       "description": "Reads QR codes and other barcodes",
                     *       "engine": "^1.0.0",
                     *       "entry": "./dist/index.js",
                     *       "accepts": [
                     *         "image/png",
                     *         "image/jpeg"
                     *       ],
                     *       "input": {
                     *         "format": "grey",
                     *         "max_side": 2048
                     *       },
                     *       "options_schema": {
                     *         "type": "object",
                     *         "additionalProperties": false
                     *       },
                     *       "output_schema": {
                     *         "type": "object",
                     *         "required": [
                     *           "codes"
                     *         ]
                     *       },
                     *       "limits": {
                     *         "timeout_ms": 30000,
                     *         "memory_mb": 512,
                     *         "max_concurrency": 2
                     *       },
                     *       "permissions": {
                     *         "network": false,
                     *         "addons": false,
                     *         "read": [],
                     *         "write": []
                     *       },
                     *       "requires": {
                     *         "packages": [],
                     *         "files": [],
                     *         "gpu": false
                     *       },
                     *       "examples": [
                     *         {
                     *           "image": "qr-tiny.png",
                     *           "options": {},
                     *           "output": null
                     *         }
                     *       ],
                     *       "deterministic": true
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PluginManifest"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly getPluginHistory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A name that GET /v1/plugins lists. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The steps it took. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "from": "RUNNING",
                     *         "to": "FAILED",
                     *         "at": "2026-11-22T09:00:00.000Z",
                     *         "reason": "kaboom",
                     *         "actor": "execution"
                     *       }
                     *     ]
                     */
                    readonly "application/json": readonly components["schemas"]["Transition"][];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly reloadPlugin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A name that GET /v1/plugins lists. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The plugin, as it is doing now. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "barcode",
                     *       "state": "INITIALIZED",
                     *       "description": "Reads QR codes and other barcodes",
                     *       "version": "1.0.0",
                     *       "reason": null,
                     *       "uptime_seconds": 86400,
                     *       "last_used": "2026-11-22T09:00:00.000Z",
                     *       "success_count": 41,
                     *       "error_count": 1,
                     *       "last_execution_time_ms": 12.4,
                     *       "avg_execution_time_ms": 14.1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PluginHealth"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly isLive: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It does. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly isReady: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It can. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly metrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The numbers as they are now. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP gatehouse_plugin_executions_total Executions that are over.
                     *     # TYPE gatehouse_plugin_executions_total counter
                     *     gatehouse_plugin_executions_total{plugin="barcode",version="1.0.0",outcome="ok"} 42
                     */
                    readonly "text/plain": string;
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly governance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The invariants. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "invariants": [
                     *         {
                     *           "id": "one-gate",
                     *           "statement": "A plugin runs in ToolRunner and nowhere else.",
                     *           "enforced_by": "The scanner, which refuses whoever holds a plugin.",
                     *           "rules": [
                     *             "EXE001",
                     *             "EXE002"
                     *           ],
                     *           "tests": [
                     *             "test/scanner/rules.spec.ts"
                     *           ],
                     *           "last_result": "passed",
                     *           "last_checked_at": "2026-11-22T09:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Governance"];
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly openApi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The document. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.1",
                     *       "info": {
                     *         "title": "Gatehouse",
                     *         "version": "0.1.0"
                     *       },
                     *       "paths": {}
                     *     }
                     */
                    readonly "application/json": {
                        readonly openapi: string;
                        readonly info: Record<string, never>;
                        readonly paths: Record<string, never>;
                    };
                };
            };
            /** @description Whatever went wrong: `error.type` and `error.details.code` say what. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly traceparent: components["headers"]["traceparent"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
}
