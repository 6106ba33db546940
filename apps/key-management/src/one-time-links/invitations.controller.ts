import type { Answer } from '@latchkey/idempotency';
import { listQuery, pathId, queryPipe } from '@latchkey/platform-nest';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, TheCall } from '../callers/call';
import { send } from '../http/answer';
import { type Repeatable, TheRepeatable } from '../http/idempotent';
import type { SessionResource } from '../sessions/session.resource';
import { letIn } from '../sessions/sessions.controller';
import { TheVisitor, type Visitor } from '../sessions/visitor';
import { AcceptInvitationCommand } from './accept-invitation.handler';
import type { InvitationResource } from './invitation.resource';
import { InviteCommand } from './invite.handler';
import { invitationList, type InvitationListQuery, ListInvitationsQuery } from './list-invitations.handler';
import { AcceptInvitationBody, InviteBody } from './one-time-link.dto';
import { WithdrawInvitationCommand } from './withdraw-invitation.handler';

@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  async invite(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @TheRepeatable() repeatable: Repeatable | undefined,
    @Body() body: InviteBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const answer: Answer = await this.commands.execute(new InviteCommand(call, call.accountId, body, repeatable));
    return send(reply, answer);
  }

  @Get()
  list(@TheCall() { accountId }: Call, @Query(listQuery(invitationList)) query: InvitationListQuery): Promise<unknown> {
    return this.queries.execute(new ListInvitationsQuery(accountId, query));
  }

  @Delete(':id')
  withdraw(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
  ): Promise<InvitationResource> {
    return this.commands.execute(new WithdrawInvitationCommand(call, id));
  }

  @Post('accept')
  @HttpCode(200)
  async accept(
    @TheVisitor() visitor: Visitor,
    @Query(queryPipe({})) _query: unknown,
    @Body() body: AcceptInvitationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResource> {
    return letIn(reply, await this.commands.execute(new AcceptInvitationCommand(visitor, body)));
  }
}
