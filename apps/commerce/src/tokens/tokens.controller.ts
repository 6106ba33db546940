import { Problem } from '@latchkey/platform';
import { listQuery, pathId, rawBody, setPosition, type Page } from '@latchkey/platform-nest';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from '../authorization/caller.decorator';
import type { Authorized } from '../authorization/request-authorizer.port';
import { RequiresFeature } from '../authorization/requires-feature.decorator';
import { IdempotencyKey } from '../http/idempotency-key.decorator';
import { NoBody } from '../http/no-body.decorator';
import { NoQuery } from '../http/no-query.decorator';
import { CreateTokenBody, newTokenFrom } from './create-token.body';
import { TOKEN_HANDLERS, type TokenHandlers } from './token-handlers';
import { tokenList, type TokenListQuery } from './token-list';
import type { TokenView } from './token-view';

@Controller('tokens')
export class TokensController {
  constructor(@Inject(TOKEN_HANDLERS) private readonly tokens: TokenHandlers) {}

  @Post()
  @HttpCode(201)
  @RequiresFeature('tokens.create')
  async create(
    @Caller() caller: Authorized,
    @IdempotencyKey() idempotencyKey: string | undefined,
    @NoQuery() _query: unknown,
    @Body() body: CreateTokenBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenView> {
    const card = newTokenFrom(body);
    const { view, replayed } = await this.tokens.create({ caller, card, idempotencyKey, body: rawBody(request) });
    setPosition(reply, caller.verdict.position);
    if (replayed) reply.header('idempotent-replayed', 'true');
    return view;
  }

  @Get()
  @RequiresFeature('tokens.list')
  list(@Caller() caller: Authorized, @Query(listQuery(tokenList)) query: TokenListQuery): Promise<Page<TokenView>> {
    return this.tokens.list(query, caller);
  }

  @Get(':id')
  @RequiresFeature('tokens.read')
  read(@Caller() caller: Authorized, @Param('id', pathId) id: string, @NoQuery() _query: unknown): Promise<TokenView> {
    return this.tokens.read(id, caller);
  }

  @Post(':id/consume')
  @HttpCode(204)
  @RequiresFeature('tokens.consume')
  async consume(
    @Caller() caller: Authorized,
    @Param('id', pathId) id: string,
    // Nothing to remember: a repeat finds what the first attempt left, and answers the same.
    @IdempotencyKey() _idempotencyKey: string | undefined,
    @NoQuery() _query: unknown,
    @NoBody() _body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (!(await this.tokens.consume(id, caller))) throw new Problem('not_found');
    setPosition(reply, caller.verdict.position);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequiresFeature('tokens.delete')
  async delete(
    @Caller() caller: Authorized,
    @Param('id', pathId) id: string,
    @NoQuery() _query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (!(await this.tokens.delete(id, caller))) throw new Problem('not_found');
    setPosition(reply, caller.verdict.position);
  }
}
