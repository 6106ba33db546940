import type { Answer } from '@latchkey/idempotency';
import { listQuery, pathId, queryPipe, setPosition } from '@latchkey/platform-nest';
import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, TheCall } from '../callers/call';
import { send } from '../http/answer';
import { type Repeatable, TheRepeatable } from '../http/idempotent';
import { MinPosition } from '../http/min-position';
import { OpenAccountBody, OperatingModelBody } from './account.dto';
import type { AccountResource } from './account.resource';
import { ChangeOperatingModelCommand } from './change-operating-model.handler';
import { GetAccountQuery } from './get-account.handler';
import { accountList, type AccountListQuery, ListAccountsQuery } from './list-accounts.handler';
import { OpenAccountCommand } from './open-account.handler';

@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  async open(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @TheRepeatable() repeatable: Repeatable | undefined,
    @Body() body: OpenAccountBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const answer: Answer = await this.commands.execute(new OpenAccountCommand(call, body, repeatable));
    return send(reply, answer);
  }

  @Get()
  list(
    @MinPosition() minPosition: string | undefined,
    @Query(listQuery(accountList)) query: AccountListQuery,
  ): Promise<unknown> {
    return this.queries.execute(new ListAccountsQuery(query, minPosition));
  }

  @Get(':id')
  get(
    @MinPosition() minPosition: string | undefined,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
  ): Promise<unknown> {
    return this.queries.execute(new GetAccountQuery(id, minPosition));
  }

  @Put(':id/operating-model')
  async changeModel(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
    @Body() body: OperatingModelBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountResource> {
    const result: { account: AccountResource; position: string } = await this.commands.execute(
      new ChangeOperatingModelCommand(call, id, body.operating_model),
    );
    setPosition(reply, result.position);
    return result.account;
  }
}
