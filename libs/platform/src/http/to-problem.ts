import { Problem, type FieldError } from '../problems/problem';
import { type Classifier } from '../problems/problem-catalogue';
import { fieldName } from '../problems/field-name';

/** What a service's own errors mean over HTTP, e.g. a lost database; `undefined` for those it does not know. */
export type ErrorMapper = (error: unknown) => Problem | undefined;

const BY_STATUS: Readonly<Record<number, Classifier>> = {
  400: 'malformed_request',
  401: 'invalid_credentials',
  403: 'forbidden',
  404: 'not_found',
  408: 'request_timeout',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'payload_too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  422: 'validation_failed',
  429: 'too_many_requests',
  431: 'headers_too_large',
};

/** Bodies that Fastify's own JSON parser refused. */
const BODY_FAULTS = new Set([
  'FST_ERR_CTP_INVALID_JSON_BODY',
  'FST_ERR_CTP_EMPTY_JSON_BODY',
  'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
]);

interface HttpishError {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly status?: unknown;
  readonly getStatus?: unknown;
  readonly validation?: unknown;
  readonly validationContext?: unknown;
}

/**
 * Any thrown value as a problem: our own as they are, the framework's by status with the catalogue's words (theirs may
 * quote the request), everything else `internal_error` with the error as its cause.
 */
export function toProblem(error: unknown, mapError?: ErrorMapper): Problem {
  if (error instanceof Problem) return error;
  const mapped = mapError?.(error);
  if (mapped !== undefined) return mapped;
  if (typeof error !== 'object' || error === null) return new Problem('internal_error', { cause: error });
  const httpish = error as HttpishError;
  if (Array.isArray(httpish.validation)) {
    return schemaProblem(String(httpish.validationContext), httpish.validation);
  }
  if (BODY_FAULTS.has(String(httpish.code)) || (error instanceof SyntaxError && httpish.statusCode === 400))
    return new Problem('malformed_body');
  const classifier = BY_STATUS[statusOf(httpish)];
  return classifier === undefined
    ? new Problem('internal_error', { cause: error })
    : new Problem(classifier, { cause: error });
}

function statusOf(error: HttpishError): number {
  const status =
    typeof error.getStatus === 'function' ? (error.getStatus as () => unknown)() : (error.statusCode ?? error.status);
  return typeof status === 'number' ? status : 500;
}

/** Fastify's compiled schemas say which part of the request they refused. */
function schemaProblem(part: string, faults: readonly unknown[]): Problem {
  if (part === 'params') return new Problem('not_found');
  const errors = faults.map(schemaFault);
  if (part === 'querystring') return new Problem('bad_query', { errors });
  return new Problem(part === 'headers' ? 'bad_header' : 'validation_failed', { errors });
}

/** From a fault of Fastify's compiled schemas. */
function schemaFault(fault: unknown): FieldError {
  const {
    instancePath = '',
    params = {},
    message = 'is not valid',
  } = fault as {
    readonly instancePath?: string;
    readonly params?: { readonly missingProperty?: string; readonly additionalProperty?: string };
    readonly message?: string;
  };
  const last = params.missingProperty ?? params.additionalProperty;
  const path = [...instancePath.split('/').slice(1), ...(last === undefined ? [] : [last])].join('.');
  return { field: fieldName(path), message };
}
