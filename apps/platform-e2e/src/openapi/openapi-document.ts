import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Schema } from './schema-arbitrary';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface MediaType {
  readonly schema: Schema;
}

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  /** Of a body that may also be a form, its fields. */
  readonly form: Schema | undefined;
  readonly responses: Readonly<Record<string, Response>>;
  readonly security: readonly Readonly<Record<string, unknown>>[];
}

interface Document {
  readonly openapi: string;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
}

interface RawOperation {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly $ref?: string; readonly content?: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, Response>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

/** An answer as it came; `relayed`: it says that it is somebody else's. */
export interface Answered {
  readonly status: number;
  readonly contentType: string | null;
  readonly relayed: boolean;
  readonly body: unknown;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Reads an OpenAPI 3.1 document so that a test can generate requests from it and hold the answers against it. */
export function readOpenApi(document: Document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document as object, 'openapi');
  const validators = new Map<string, ValidateFunction>();

  const resolve = <T>(ref: string): T => {
    const found = ref
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
    if (found === undefined) throw new Error(`the document has no ${ref}`);
    return found as T;
  };
  const follow = <T extends object>(node: T | { readonly $ref: string }): T =>
    '$ref' in node && typeof node.$ref === 'string' ? follow(resolve<T>(node.$ref)) : (node as T);

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method): Operation => {
      const raw = item[method] as RawOperation;
      const shared = (item['parameters'] ?? []) as unknown as readonly Parameter[];
      const body =
        raw.requestBody === undefined ? undefined : follow(raw.requestBody as object as typeof raw.requestBody);
      return {
        method,
        path,
        parameters: [...shared, ...(raw.parameters ?? [])].map((parameter) => follow<Parameter>(parameter)),
        body: body?.content?.['application/json']?.schema,
        form: body?.content?.['application/x-www-form-urlencoded']?.schema,
        responses: raw.responses,
        security: raw.security ?? document.security ?? [],
      };
    }),
  );

  /** What is wrong with an answer, in words; empty when the document describes it. */
  function faults(operation: Operation, { status, contentType, relayed, body }: Answered): string[] {
    if (relayed) return relayedFaults(operation, status);
    const described = operation.responses[String(status)];
    if (described === undefined) return [`status ${status} is not described`];
    const content = follow<Response>(described).content;
    if (content === undefined) return body === undefined ? [] : [`status ${status} is described without a body`];
    const mediaType = (contentType ?? '').split(';')[0] ?? '';
    const schema = content[mediaType]?.schema;
    if (schema === undefined) return [`content type ${mediaType || '(none)'} is not described for ${status}`];
    const name = `${operation.method} ${operation.path} ${status} ${mediaType}`;
    const validate = validators.get(name) ?? ajv.compile(absolute(schema) as object);
    validators.set(name, validate);
    return validate(body)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath || '(body)'} ${error.message}`);
  }

  /** Of somebody else's answer, passed on, only that one can come is described: `default`, or its status, as anything. */
  function relayedFaults(operation: Operation, status: number): string[] {
    const described = [operation.responses[String(status)], operation.responses['default']];
    return described.some((response) => response !== undefined && follow<Response>(response).content?.['*/*'])
      ? []
      : [`that ${status} may be relayed is not described`];
  }

  return { version: document.openapi, operations, resolve: (ref: string) => resolve<Schema>(ref), faults };
}

/** `#/…` references are meant within the document, wherever the schema that holds them is compiled. */
function absolute(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(absolute);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      name === '$ref' && typeof value === 'string' ? `openapi${value}` : absolute(value),
    ]),
  );
}
