import type { Answer } from '@latchkey/idempotency';
import { listQuery, pathId, queryPipe, setPosition } from '@latchkey/platform-nest';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, TheCall } from '../callers/call';
import { requireMayDirectForwards } from '../callers/require-may-direct-forwards';
import { send } from '../http/answer';
import { type Repeatable, TheRepeatable } from '../http/idempotent';
import { MinPosition } from '../http/min-position';
import { NoBody } from '../http/no-body';
import { AddMerchantCommand } from './add-merchant.handler';
import { type ChangedMerchant, ChangeMerchantCommand } from './change-merchant.handler';
import { GetMerchantQuery } from './get-merchant.handler';
import { IssueEncryptionKeyCommand } from './issue-encryption-key.handler';
import { ListMerchantsQuery, merchantList, type MerchantListQuery } from './list-merchants.handler';
import { AddMerchantBody, ChangeMerchantBody } from './merchant.dto';
import type { MerchantResource } from './merchant.resource';

@Controller('merchants')
export class MerchantsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  async add(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @TheRepeatable() repeatable: Repeatable | undefined,
    @Body() body: AddMerchantBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (typeof body.payment_forward_url === 'string') requireMayDirectForwards(call);
    const answer: Answer = await this.commands.execute(new AddMerchantCommand(call, body, repeatable));
    return send(reply, answer);
  }

  @Get()
  list(
    @TheCall() { accountId }: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(listQuery(merchantList)) query: MerchantListQuery,
  ): Promise<unknown> {
    return this.queries.execute(new ListMerchantsQuery(accountId, query, minPosition));
  }

  @Get(':id')
  get(
    @TheCall() { accountId }: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
  ): Promise<unknown> {
    return this.queries.execute(new GetMerchantQuery(accountId, id, minPosition));
  }

  @Patch(':id')
  async change(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
    @Body() body: ChangeMerchantBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MerchantResource> {
    if (body.payment_forward_url !== undefined) requireMayDirectForwards(call);
    return this.changed(new ChangeMerchantCommand(call, id, body), reply);
  }

  @Delete(':id')
  remove(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MerchantResource> {
    return this.changed(new ChangeMerchantCommand(call, id, undefined), reply);
  }

  @Post(':id/encryption-key')
  async issueEncryptionKey(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @TheRepeatable() repeatable: Repeatable | undefined,
    @NoBody() _body: undefined,
    @Param('id', pathId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const answer: Answer = await this.commands.execute(new IssueEncryptionKeyCommand(call, id, repeatable));
    return send(reply, answer);
  }

  private async changed(command: ChangeMerchantCommand, reply: FastifyReply): Promise<MerchantResource> {
    const { merchant, position }: ChangedMerchant = await this.commands.execute(command);
    setPosition(reply, position);
    return merchant;
  }
}
