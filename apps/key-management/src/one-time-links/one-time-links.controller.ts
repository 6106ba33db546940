import { queryPipe } from '@latchkey/platform-nest';
import { Body, Controller, HttpCode, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { SessionResource } from '../sessions/session.resource';
import { letIn } from '../sessions/sessions.controller';
import { TheVisitor, type Visitor } from '../sessions/visitor';
import { AcceptPasswordResetCommand } from './accept-password-reset.handler';
import { LookUpLinkQuery, type OneTimeLinkResource } from './look-up-link.handler';
import { AcceptPasswordResetBody, TokenBody } from './one-time-link.dto';

/** For whoever has a link and is nobody yet. */
@Controller()
export class OneTimeLinksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('one-time-links/look-up')
  @HttpCode(200)
  lookUp(
    @TheVisitor() visitor: Visitor,
    @Query(queryPipe({})) _query: unknown,
    @Body() { token }: TokenBody,
  ): Promise<OneTimeLinkResource> {
    return this.queries.execute(new LookUpLinkQuery(visitor, token));
  }

  @Post('password-resets/accept')
  @HttpCode(200)
  async acceptPasswordReset(
    @TheVisitor() visitor: Visitor,
    @Query(queryPipe({})) _query: unknown,
    @Body() body: AcceptPasswordResetBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResource> {
    return letIn(reply, await this.commands.execute(new AcceptPasswordResetCommand(visitor, body)));
  }
}
