import type { JsonSchema, PluginManifest } from '@gatehouse/contracts';
import type { PluginManagementService } from '@gatehouse/plugins';
import { ApiDocument } from './api-document.service.js';
import { valueAt } from './json-nodes.js';
import { pluginSlot } from './plugin-slot.js';

const ROUTES = {
  components: {
    schemas: {
      Request: {
        type: 'object',
        properties: { plugin: { type: 'string' }, options: { ...pluginSlot('options'), type: 'object' } },
      },
    },
  },
};

function manifest(name: string, schema: JsonSchema = { type: 'object' }): PluginManifest {
  const told = {
    name,
    description: `The plugin ${name}.`,
    options_schema: schema,
    output_schema: true,
    examples: [],
  };
  return told as unknown as PluginManifest; // all of it that the document is made of
}

/** A document of plugins that can change. */
function documentOf(plugins: PluginManifest[]): ApiDocument {
  const management = { manifests: () => [...plugins] } as unknown as PluginManagementService; // all of it that is asked for
  const document = new ApiDocument(management);
  document.describe(ROUTES);
  return document;
}

describe('the document of the API', () => {
  it('is made once for the same plugins, and anew for others', () => {
    const plugins = [manifest('one')];
    const document = documentOf(plugins);
    const first = document.current();
    expect(document.current()).toBe(first);
    plugins.push(manifest('two'));
    const second = document.current();
    expect(Object.keys(valueAt(second.document, 'components', 'schemas') ?? {})).toEqual([
      'Request',
      'Request.one',
      'Request.two',
      'PluginOptions.one',
      'PluginResult.one',
      'PluginOptions.two',
      'PluginResult.two',
    ]);
    plugins.shift();
    expect(document.current().text).not.toContain('.one');
  });

  it('has no marks left, with plugins and without', () => {
    expect(documentOf([]).current().text).not.toContain('x-plugin-slot');
    expect(documentOf([manifest('one')]).current().text).not.toContain('x-plugin-slot');
  });

  it('does not grow without bounds by the schemas of many plugins', () => {
    const large = { type: 'object', description: 'x'.repeat(60_000) };
    const plugins = Array.from({ length: 40 }, (_, index) => manifest(`p${index}`, large));
    const { text } = documentOf(plugins).current();
    expect(text.length).toBeLessThan(1_200_000);
    expect(text).toContain('all schemas together are too large');
  });
});
