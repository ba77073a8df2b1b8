import type { paths } from '../generated/api.js';
import type { CamelCased } from '../types/camel-cased.js';

/** The methods that the API uses. */
export type Method = 'get' | 'post' | 'delete';

/** The paths of the API that take a method, as the OpenAPI document names them. */
export type PathOf<Verb extends Method> = {
  [Path in keyof paths]: paths[Path] extends Readonly<Record<Verb, { readonly responses: unknown }>>
    ? Path
    : never;
}[keyof paths];

/** What a path answers to a method, as the client gives it. */
export type AnswerOf<Verb extends Method, Path extends PathOf<Verb>> =
  paths[Path] extends Readonly<
    Record<
      Verb,
      {
        readonly responses: {
          readonly 200: { readonly content: { readonly 'application/json': infer Body } };
        };
      }
    >
  >
    ? CamelCased<Body>
    : never;
