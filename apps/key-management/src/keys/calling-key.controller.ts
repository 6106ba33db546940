import { queryPipe, setPosition } from '@latchkey/platform-nest';
import { Controller, Delete, Get, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, CallingKeyId, TheCall } from '../callers/call';
import { MinPosition } from '../http/min-position';
import { type WaitQuery, waitQuery } from '../http/wait.query';
import { GetKeyQuery } from './get-key.handler';
import { type Revocation, RevokeKeyCommand } from './revoke-key.handler';

/** The key that calls, about itself. */
@Controller('api-key')
export class CallingKeyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  get(
    @TheCall() { accountId }: Call,
    @CallingKeyId() keyId: string,
    @MinPosition() minPosition: string | undefined,
    @Query(queryPipe({})) _query: unknown,
  ): Promise<unknown> {
    return this.queries.execute(new GetKeyQuery(accountId, keyId, minPosition));
  }

  @Delete()
  async revoke(
    @TheCall() call: Call,
    @CallingKeyId() keyId: string,
    @Query(waitQuery) _wait: WaitQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Revocation> {
    const revocation: Revocation = await this.commands.execute(new RevokeKeyCommand(call, keyId));
    setPosition(reply, revocation.position);
    return revocation;
  }
}
