import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonObject } from '@gatehouse/contracts';
import type { Answer } from '../http.js';
import {
  escapePart,
  follow,
  nodeAt,
  operationsOf,
  peek,
  textFrom,
  type Operation,
} from './document-nodes.js';

/** What was asked for. */
export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

/** A document of the API, for holding answers against. */
export class ApiContract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  private readonly routes: readonly { readonly pattern: RegExp; readonly route: Operation }[];

  constructor(private readonly document: JsonObject) {
    addFormats.default(this.ajv);
    this.ajv.addSchema(document, 'document');
    // a path without parameters comes before one that it fits as well
    const routes = operationsOf(document).sort((a, b) => a.path.split('{').length - b.path.split('{').length);
    this.routes = routes.map((route) => ({ pattern: patternOf(route.path), route }));
  }

  /** What of an answer is not as the document says. */
  problemsOf(asked: Asked, answer: Answer): string[] {
    const route = this.find(asked);
    if (route === undefined) return this.problemsOfUnknown(asked, answer);
    const response = nodeAt(route.operation, 'responses', String(answer.status));
    if (Object.keys(response).length === 0) return [`a status ${answer.status} is not told`];
    return [
      ...this.headerProblems(response, answer),
      ...(asked.method === 'HEAD' ? [] : this.bodyProblems(route, response, answer)),
    ];
  }

  /** What of a value is not as a schema of the document says. The pointer leads to the schema. */
  schemaProblems(pointer: string, value: unknown): string[] {
    const check = this.ajv.getSchema(`document${pointer}`);
    if (check === undefined) return [`there is no schema at ${pointer}`];
    if (check(value) === true) return [];
    return (check.errors ?? []).map(
      ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  private find({ method, path }: Asked): Operation | undefined {
    const wanted = method === 'HEAD' ? 'GET' : method;
    return this.routes.find(({ pattern, route }) => route.method === wanted && pattern.test(path))?.route;
  }

  /** The page at /docs is not of the API; of what is nowhere there is no answer but the envelope. */
  private problemsOfUnknown({ method, path }: Asked, { status, headers, json }: Answer): string[] {
    const isPreflight = method === 'OPTIONS' && headers.has('access-control-allow-origin');
    if (status === 200) {
      return path === '/docs' || path.startsWith('/docs/') || isPreflight
        ? []
        : ['there is no such operation'];
    }
    if (method === 'HEAD') return [];
    return status === 400
      ? this.schemaProblems('#/components/schemas/ErrorAnswer', json)
      : [`${status} is no status`];
  }

  private headerProblems(response: JsonObject, { headers }: Answer): string[] {
    return Object.entries(nodeAt(response, 'headers')).flatMap(([name, reference]) => {
      const header = follow(this.document, reference);
      const value = headers.get(name);
      if (value === null) return header['required'] === true ? [`${name} is missing`] : [];
      const place = peek(reference, '$ref');
      if (typeof place !== 'string') return [`${name} is not among the components`];
      return this.schemaProblems(`${place}/schema`, value).map((problem) => `${name}: ${problem}`);
    });
  }

  private bodyProblems({ pointer }: Operation, response: JsonObject, answer: Answer): string[] {
    const type = (answer.headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
    const media = peek(response, 'content', type);
    if (media === undefined) return [`a Content-Type ${JSON.stringify(type)} is not told`];
    const schema = `${pointer}/responses/${answer.status}/content/${escapePart(type)}/schema`;
    const body = type === 'application/json' ? answer.json : answer.text;
    return [...this.schemaProblems(schema, body), ...codeProblems(media, answer)];
  }
}

/** A code is told of an operation by an example of that name. */
function codeProblems(media: unknown, { status, json }: Answer): string[] {
  if (status !== 400) return [];
  const code = peek(json as JsonObject, 'error', 'details', 'code'); // what JSON.parse gave
  const told = Object.keys(nodeAt(media as JsonObject, 'examples')); // a part of a JSON document
  return told.includes(textFrom(code))
    ? []
    : [`the code ${textFrom(code)} is not told: add it in apps/server/src/openapi/operations.ts`];
}

function patternOf(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}
