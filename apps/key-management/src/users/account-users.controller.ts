import type { Answer } from '@latchkey/idempotency';
import { listQuery, pathId, queryPipe } from '@latchkey/platform-nest';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, TheCall } from '../callers/call';
import { send } from '../http/answer';
import { type Repeatable, TheRepeatable } from '../http/idempotent';
import { NoBody } from '../http/no-body';
import { InviteCommand } from '../one-time-links/invite.handler';
import { IssuePasswordResetCommand } from '../one-time-links/issue-password-reset.handler';
import { InviteToAccountBody } from '../one-time-links/one-time-link.dto';
import { ListUsersQuery, userList, type UserListQuery } from './list-users.handler';

/** The operator's calls about the users of an account, its first one above all. */
@Controller('accounts')
export class AccountUsersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post(':id/invitations')
  async invite(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @TheRepeatable() repeatable: Repeatable | undefined,
    @Param('id', pathId) id: string,
    @Body() { email, role }: InviteToAccountBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const command = new InviteCommand(call, id, { email, role: role ?? 'owner' }, repeatable);
    const answer: Answer = await this.commands.execute(command);
    return send(reply, answer);
  }

  @Get(':id/users')
  list(@Param('id', pathId) id: string, @Query(listQuery(userList)) query: UserListQuery): Promise<unknown> {
    return this.queries.execute(new ListUsersQuery(id, query));
  }

  @Post(':id/users/:user_id/password-resets')
  async resetPassword(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @TheRepeatable() repeatable: Repeatable | undefined,
    @NoBody() _body: undefined,
    @Param('id', pathId) id: string,
    @Param('user_id', pathId) userId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const answer: Answer = await this.commands.execute(new IssuePasswordResetCommand(call, id, userId, repeatable));
    return send(reply, answer);
  }
}
