import { Problem } from '@latchkey/platform';
import { contentTypeOf, pathId, rawBody, setPosition } from '@latchkey/platform-nest';
import { parseTemplate, type ParsedTemplate } from '@latchkey/templates';
import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from '../authorization/caller.decorator';
import type { Authorized } from '../authorization/request-authorizer.port';
import { IdempotencyKey } from '../http/idempotency-key.decorator';
import { NoQuery } from '../http/no-query.decorator';
import { bodyFormat } from './body-format';
import { DESTINATION_HEADER, destinationWish, FORWARD_METHOD, readDestination } from './destination';
import { ForwardRoute } from './forward-route.decorator';
import { FORWARDING, type Forwarding } from './forwarding';
import type { ForwardTarget } from './forward.types';
import { requestHeaders } from './request-headers';
import { createStopwatch } from './server-timing';
import { sendRelayed } from './send-relayed';
import type { Subject } from './subject';
import { tokenIdFrom } from './token-header';
import { saysWhatLeft } from './says-what-left';

@Controller()
export class ForwardController {
  constructor(@Inject(FORWARDING) private readonly forwarding: Forwarding) {}

  @Post('forward')
  @ForwardRoute('cardholder-data.forward')
  async forwardCard(
    @Caller() caller: Authorized,
    @NoQuery() _query: unknown,
    @IdempotencyKey() key: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.forward({ caller, key, request, reply, kind: 'card', path: '/forward' }, () => {
      const tokenId = tokenIdFrom(request.headers);
      const to = targetFrom(request.headers);
      return { to, find: () => this.forwarding.findCard(tokenId, caller.verdict) };
    });
  }

  @Post('payment-data/:id/forward')
  @ForwardRoute('payment-data.forward')
  async forwardBundle(
    @Caller() caller: Authorized,
    @NoQuery() _query: unknown,
    @IdempotencyKey() key: string | undefined,
    @Param('id', pathId) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const to = { kind: 'merchant', wish: { paymentForwardUrl: true, method: FORWARD_METHOD } } as const;
    // Not as it was written: every spelling of the path is the same forward.
    await this.forward({ caller, key, request, reply, kind: 'bundle', path: `/payment-data/${id}/forward` }, () => ({
      to,
      find: () => this.forwarding.findBundle(id, caller.verdict),
    }));
  }

  /** What both have in common: 400, 413, 415, then 422, then 404, then all that follows. */
  private async forward(asked: Asked, readHeaders: () => Wanted): Promise<void> {
    const { caller, key, request, reply, path } = asked;
    const stopwatch = createStopwatch();
    stopwatch.add('authorise', caller.tookMs);
    const send = async () => {
      const { to, find } = readHeaders();
      const body = rawBody(request);
      const format = bodyFormat(contentTypeOf(request));
      const headers = requestHeaders(headersAsSent(request));
      if (!headers.ok)
        throw new Problem('validation_failed', { detail: 'A pair of headers is wrong.', errors: headers.errors });
      const template = parseTemplate(body, format, this.forwarding.names(asked.kind));
      if (!template.ok) throw refusedTemplate(template);
      const subject = await find();
      if (subject === null) throw new Problem('not_found');
      return this.forwarding.forward(
        {
          ...{ caller, subject, to, stopwatch },
          ...{ template: template.template, headers: headers.headers },
        },
        key === undefined ? undefined : { key, path, body },
      );
    };
    const wasBegun = async () => key !== undefined && this.forwarding.wasBegun(caller, { key, path });
    const forwarded = await saysWhatLeft(stopwatch, send, wasBegun);
    setPosition(reply, caller.verdict.position);
    sendRelayed(reply, forwarded, stopwatch);
  }
}

interface Asked {
  readonly caller: Authorized;
  readonly key: string | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly kind: Subject['kind'];
  /** The request's, in one form. */
  readonly path: string;
}

/** Where to, and what. */
interface Wanted {
  readonly to: ForwardTarget;
  readonly find: () => Promise<Subject | null>;
}

function targetFrom(headers: FastifyRequest['headers']): ForwardTarget {
  const url = readDestination(headers);
  if (url === undefined) throw badHeader(DESTINATION_HEADER, 'is missing');
  if (!url.ok) throw badHeader(DESTINATION_HEADER, url.reason);
  return { kind: 'url', href: url.value.href, wish: destinationWish(url.value) };
}

/** Fastify was shown another content type, see `contentTypeOf`: raw headers are as the caller sent them. */
const headersAsSent = ({ raw }: FastifyRequest): readonly string[] => raw.rawHeaders;

/** The catalogue's words about a malformed body are those of the routes that take one JSON object. */
function refusedTemplate({ reason, errors }: Extract<ParsedTemplate, { ok: false }>): Problem {
  const [first] = errors;
  const detail = reason === 'malformed_body' && first ? { detail: `The body ${first.message}.` } : {};
  return new Problem(reason, { ...detail, errors });
}

const badHeader = (name: string, reason: string): Problem =>
  new Problem('bad_header', { errors: [{ field: name, message: reason }], detail: `${name} ${reason}.` });
