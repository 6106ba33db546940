import { queryPipe } from '@latchkey/platform-nest';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, TheCall, TheSession } from '../callers/call';
import { SESSIONS } from '../injection-tokens';
import { ChangePasswordCommand } from './change-password.handler';
import { ConfirmPasswordCommand } from './confirm-password.handler';
import { noSessionCookie } from './cookies';
import type { LiveSession } from './session';
import { ChangePasswordBody, ConfirmBody, SignInBody } from './session.dto';
import type { SessionResource } from './session.resource';
import type { Sessions, SignedIn } from './sessions';
import { SignInCommand } from './sign-in.handler';
import { SignOutCommand } from './sign-out.handler';
import { TheVisitor, type Visitor } from './visitor';

@Controller()
export class SessionsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(SESSIONS) private readonly sessions: Sessions,
  ) {}

  @Post('session')
  @HttpCode(200)
  async signIn(
    @TheVisitor() visitor: Visitor,
    @Query(queryPipe({})) _query: unknown,
    @Body() body: SignInBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResource> {
    return letIn(reply, await this.commands.execute(new SignInCommand(visitor, body)));
  }

  @Get('session')
  get(@TheSession() session: LiveSession, @Query(queryPipe({})) _query: unknown): Promise<SessionResource> {
    return this.sessions.show(session);
  }

  @Delete('session')
  signOut(
    @TheCall() { requestId }: Call,
    @TheSession() session: LiveSession,
    @Query(queryPipe({})) _query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.leave(new SignOutCommand(session, requestId, 'here'), reply);
  }

  @Delete('sessions')
  signOutEverywhere(
    @TheCall() { requestId }: Call,
    @TheSession() session: LiveSession,
    @Query(queryPipe({})) _query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.leave(new SignOutCommand(session, requestId, 'everywhere'), reply);
  }

  @Post('session/confirm')
  @HttpCode(200)
  async confirm(
    @TheSession() session: LiveSession,
    @TheVisitor() visitor: Visitor,
    @Query(queryPipe({})) _query: unknown,
    @Body() { password }: ConfirmBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResource> {
    return letIn(reply, await this.commands.execute(new ConfirmPasswordCommand(session, visitor, password)));
  }

  @Put('session/password')
  async changePassword(
    @TheSession() session: LiveSession,
    @TheVisitor() visitor: Visitor,
    @Query(queryPipe({})) _query: unknown,
    @Body() body: ChangePasswordBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResource> {
    return letIn(reply, await this.commands.execute(new ChangePasswordCommand(session, visitor, body)));
  }

  private async leave(command: SignOutCommand, reply: FastifyReply): Promise<object> {
    await this.commands.execute(command);
    reply.header('set-cookie', noSessionCookie());
    return {};
  }
}

/** The only place where an id leaves. */
export const letIn = (reply: FastifyReply, { session, cookies }: SignedIn): SessionResource => {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
  return session;
};
