import type { Answer } from '@latchkey/idempotency';
import { listQuery, pathId, queryPipe, setPosition } from '@latchkey/platform-nest';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, TheCall } from '../callers/call';
import { send } from '../http/answer';
import { type Repeatable, TheRepeatable } from '../http/idempotent';
import { MinPosition } from '../http/min-position';
import { type WaitQuery, waitQuery } from '../http/wait.query';
import { CreateKeyCommand } from './create-key.command';
import { GetKeyHistoryQuery } from './get-key-history.handler';
import { GetKeyQuery } from './get-key.handler';
import { CreateKeyBody, LabelKeyBody } from './key.dto';
import { type KeyListQuery, keyList } from './key.list';
import type { KeyResource } from './key.resource';
import { LabelKeyCommand } from './label-key.handler';
import { ListKeysQuery } from './list-keys.handler';
import { type Revocation, RevokeKeyCommand } from './revoke-key.handler';

@Controller('api-keys')
export class KeysController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  async create(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @TheRepeatable() repeatable: Repeatable | undefined,
    @Body() body: CreateKeyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const answer: Answer = await this.commands.execute(new CreateKeyCommand(call, body, repeatable));
    return send(reply, answer);
  }

  @Get()
  list(
    @TheCall() { accountId }: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(listQuery(keyList)) query: KeyListQuery,
  ): Promise<unknown> {
    return this.queries.execute(new ListKeysQuery(accountId, query, minPosition));
  }

  @Get(':id')
  get(
    @TheCall() { accountId }: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
  ): Promise<unknown> {
    return this.queries.execute(new GetKeyQuery(accountId, id, minPosition));
  }

  @Get(':id/history')
  history(
    @TheCall() { accountId }: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
  ): Promise<unknown> {
    return this.queries.execute(new GetKeyHistoryQuery(accountId, id, minPosition));
  }

  @Patch(':id')
  async label(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
    @Body() { label }: LabelKeyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<KeyResource> {
    const result: { key: KeyResource; position: string } = await this.commands.execute(
      new LabelKeyCommand(call, id, label),
    );
    setPosition(reply, result.position);
    return result.key;
  }

  @Delete(':id')
  async revoke(
    @TheCall() call: Call,
    @Query(waitQuery) _wait: WaitQuery,
    @Param('id', pathId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Revocation> {
    const revocation: Revocation = await this.commands.execute(new RevokeKeyCommand(call, id));
    setPosition(reply, revocation.position);
    return revocation;
  }
}
