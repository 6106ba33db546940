import { Problem } from '@latchkey/platform';
import { contentTypeOf, pathId, RawBody, rawBody } from '@latchkey/platform-nest';
import { MAX_TEMPLATE_BYTES, parseTemplate, type ParsedTemplate } from '@latchkey/templates';
import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from '../authorization/caller.decorator';
import type { Authorized } from '../authorization/request-authorizer.port';
import { RequiresFeature } from '../authorization/requires-feature.decorator';
import { IdempotencyKey } from '../http/idempotency-key.decorator';
import { NoQuery } from '../http/no-query.decorator';
import { bodyFormat } from './body-format';
import { DESTINATION_HEADER, destinationWish, FORWARD_METHOD, readDestination } from './destination';
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
  @RequiresFeature('cardholder-data.forward')
  @RawBody(MAX_TEMPLATE_BYTES)
  async forwardCard(
    @Caller() caller: Authorized,
    @NoQuery() _query: unknown,
    @IdempotencyKey() key: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const tokenId = tokenIdFrom(request.headers);
    const url = readDestination(request.headers);
    if (url === undefined) throw badHeader(DESTINATION_HEADER, 'is missing');
    if (!url.ok) throw badHeader(DESTINATION_HEADER, url.reason);
    const to = { kind: 'url', href: url.value.href, wish: destinationWish(url.value) } as const;
    await this.forward({ caller, key, request, reply, to, kind: 'card' }, () =>
      this.forwarding.findCard(tokenId, caller.verdict),
    );
  }

  @Post('payment-data/:id/forward')
  @RequiresFeature('payment-data.forward')
  @RawBody(MAX_TEMPLATE_BYTES)
  async forwardBundle(
    @Caller() caller: Authorized,
    @NoQuery() _query: unknown,
    @IdempotencyKey() key: string | undefined,
    @Param('id', pathId) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const to = { kind: 'merchant', wish: { paymentForwardUrl: true, method: FORWARD_METHOD } } as const;
    await this.forward({ caller, key, request, reply, to, kind: 'bundle' }, () =>
      this.forwarding.findBundle(id, caller.verdict),
    );
  }

  /** What both have in common: 400, 413, 415, then 422, then 404, then all that follows. */
  private async forward(asked: Asked, find: () => Promise<Subject | null>): Promise<void> {
    const { caller, key, request, reply, to } = asked;
    const stopwatch = createStopwatch();
    stopwatch.add('authorise', caller.tookMs);
    const path = pathOf(request);
    const send = async () => {
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
          ...{ caller, subject, to, stopwatch, requestId: request.id },
          ...{ template: template.template, headers: headers.headers },
        },
        key === undefined ? undefined : { key, path, body },
      );
    };
    const wasBegun = async () => key !== undefined && this.forwarding.wasBegun(caller, { key, path });
    const forwarded = await saysWhatLeft(stopwatch, send, wasBegun);
    sendRelayed(reply, forwarded, stopwatch);
  }
}

interface Asked {
  readonly caller: Authorized;
  readonly key: string | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly to: ForwardTarget;
  readonly kind: Subject['kind'];
}

/** Fastify was shown another content type, see `contentTypeOf`: raw headers are as the caller sent them. */
const headersAsSent = ({ raw }: FastifyRequest): readonly string[] => raw.rawHeaders;

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? url;

/** The catalogue's words about a malformed body are those of the routes that take one JSON object. */
function refusedTemplate({ reason, errors }: Extract<ParsedTemplate, { ok: false }>): Problem {
  const [first] = errors;
  const detail = reason === 'malformed_body' && first ? { detail: `The body ${first.message}.` } : {};
  return new Problem(reason, { ...detail, errors });
}

const badHeader = (name: string, reason: string): Problem =>
  new Problem('bad_header', { errors: [{ field: name, message: reason }], detail: `${name} ${reason}.` });
