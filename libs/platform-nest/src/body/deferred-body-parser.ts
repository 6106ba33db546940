import { Problem } from '@latchkey/platform';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import {
  bodyOutcome,
  contentTypeOf,
  decorateWithBodyOutcome,
  keepBodyOutcome,
  keepContentType,
  type BodyOutcome,
} from './body-outcome';
import { collectBody } from './collect-body';
import { faultOfMembers } from './json-members';

const JSON_TYPE = /^\s*application\/json\s*(?:;|$)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads bodies without judging them: see `BodyOutcome`. Call before routes are added. */
export function installDeferredBodyParser(fastify: FastifyInstance, limitBytes: number): void {
  decorateWithBodyOutcome(fastify);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', async (request: FastifyRequest, payload: NodeJS.ReadableStream) => {
    const bytes = await collectBody(payload, rawBodyLimitOf(request) ?? limitBytes);
    const outcome = bytes instanceof Problem ? { kind: 'problem' as const, problem: bytes } : outcomeOf(request, bytes);
    keepBodyOutcome(request, outcome);
    return outcome.kind === 'json' ? outcome.value : undefined;
  });
  // Fastify itself would refuse a type it cannot parse before any guard runs.
  fastify.addHook('onRequest', (request, _reply, done) => {
    const type = request.headers['content-type'];
    if (type !== undefined) {
      keepContentType(request, type);
      if (!JSON_TYPE.test(type)) request.headers['content-type'] = 'application/octet-stream';
    }
    done();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    raiseOnReading(request);
    done();
  });
}

function outcomeOf(request: FastifyRequest, bytes: Buffer): BodyOutcome {
  if (bytes.length === 0) return { kind: 'none' };
  if (isEncoded(request)) return { kind: 'problem', problem: new Problem('unsupported_media_type') };
  if (rawBodyLimitOf(request) !== undefined) return { kind: 'bytes', raw: bytes };
  if (!JSON_TYPE.test(contentTypeOf(request) ?? '')) {
    return { kind: 'problem', problem: new Problem('unsupported_media_type') };
  }
  const value = parseObject(bytes);
  if (value === undefined) return { kind: 'problem', problem: new Problem('malformed_body') };
  const fault = faultOfMembers(value);
  return fault === undefined ? { kind: 'json', value, raw: bytes } : { kind: 'problem', problem: fault };
}

const rawBodyLimitOf = ({ routeOptions }: FastifyRequest): number | undefined => routeOptions.config.rawBodyLimitBytes;

/** Compressed: unpacking would need limits of its own, and nobody asked for it. */
const isEncoded = ({ headers }: FastifyRequest): boolean =>
  headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity';

function parseObject(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    // Neither null nor an array: an object, whose members are unknown.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function raiseOnReading(request: FastifyRequest): void {
  const outcome = bodyOutcome(request);
  if (outcome.kind !== 'problem') return;
  Object.defineProperty(request, 'body', {
    configurable: true,
    get: () => {
      throw outcome.problem;
    },
  });
}
