import { INTAKE_MIME_TYPES } from '@gatehouse/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiQuery } from '@nestjs/swagger';
import { COMPONENT_NAME, pluginSlot } from '../openapi/plugin-slot.js';
import { readSample, SAMPLE_MIME_TYPE, SAMPLE_PLUGIN } from '../openapi/sample-image.js';

const PLUGIN = { type: 'string', description: 'A name that GET /v1/plugins lists.', example: SAMPLE_PLUGIN };
const MIME_TYPE = {
  type: 'string',
  description: 'The image’s media type, checked against its bytes; may be left out.',
  enum: [...INTAKE_MIME_TYPES],
  example: SAMPLE_MIME_TYPE,
};
const OPTIONS_TEXT = {
  type: 'string',
  description: 'JSON text of an object, as the `options_schema` of the plugin’s manifest says.',
  example: '{}',
};

const WHERE_BODY_IS_SILENT = 'Counts where the body does not say it, as where the body is the image.';

/** Documents the three forms of body, each with an example that works when it is sent as it stands. */
export function ApiAnalysisBody(): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'plugin',
      required: false,
      description: `${PLUGIN.description} ${WHERE_BODY_IS_SILENT}`,
      schema: { type: 'string', example: SAMPLE_PLUGIN, ...pluginSlot('name') },
    }),
    ApiQuery({
      name: 'options',
      required: false,
      description: `${OPTIONS_TEXT.description} ${WHERE_BODY_IS_SILENT}`,
      type: 'string',
      example: '{}',
    }),
    // @nestjs/swagger documents one schema for all forms of a body; an operation's own keys pass as they are.
    ApiExtension('x-request-body', requestBody()),
  );
}

function requestBody(): object {
  return {
    required: true,
    content: {
      'application/json': { schema: jsonSchema(), examples: jsonExamples() },
      'multipart/form-data': { schema: formSchema() },
      'image/*': { schema: { type: 'string', format: 'binary', description: 'The image file itself.' } },
    },
  };
}

/** The JSON body of one analysis. */
export function jsonSchema(): object {
  return {
    [COMPONENT_NAME]: 'AnalysisRequest',
    type: 'object',
    required: ['plugin'],
    oneOf: [{ required: ['image'] }, { required: ['image_url'] }],
    additionalProperties: false,
    properties: {
      plugin: PLUGIN,
      image: {
        type: 'string',
        description: 'The image as standard base64, or as a `data:` URL.',
        example: readSample().toString('base64'),
      },
      image_url: {
        type: 'string',
        format: 'uri',
        maxLength: 4096,
        description:
          'Where the server fetches the image from, in place of `image`: http or https, a public host, port 80 or 443. ' +
          'Off unless the operator has set IMAGE_URLS=on; see docs/image-urls.md.',
        example: 'https://example.org/picture.png',
      },
      mime_type: { ...MIME_TYPE, nullable: true },
      options: {
        type: 'object',
        description: 'As the `options_schema` of the plugin’s manifest says.',
        additionalProperties: true,
        example: {},
        ...pluginSlot('options'),
      },
    },
  };
}

function jsonExamples(): object {
  const base64 = readSample().toString('base64');
  return {
    base64: {
      summary: 'base64',
      value: { plugin: SAMPLE_PLUGIN, image: base64, mime_type: SAMPLE_MIME_TYPE, options: {} },
    },
    data_url: {
      summary: 'data: URL',
      value: { plugin: SAMPLE_PLUGIN, image: `data:${SAMPLE_MIME_TYPE};base64,${base64}` },
    },
  };
}

function formSchema(): object {
  return {
    [COMPONENT_NAME]: 'AnalysisForm',
    type: 'object',
    required: ['plugin', 'image'],
    properties: {
      image: { type: 'string', format: 'binary', description: 'The image file.' },
      plugin: { ...PLUGIN, ...pluginSlot('name') },
      options: OPTIONS_TEXT,
      mime_type: MIME_TYPE,
    },
  };
}
