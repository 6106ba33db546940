import type { Actor } from '@latchkey/accounts-domain';
import { Problem } from '@latchkey/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { LiveSession } from '../sessions/session';
import type { Caller } from './caller';

/** Who is calling about which account, once the guard has let them through. */
export interface Call {
  readonly caller: Caller;
  readonly actor: Actor;
  /** Empty for a call about the installation. Of an operator's call: not yet known to exist. */
  readonly accountId: string;
  readonly requestId: string;
}

const CALL = Symbol('call');

export const setCall = (request: FastifyRequest, call: Call): void => {
  (request as { [CALL]?: Call })[CALL] = call;
};

const callOf = (request: FastifyRequest): Call => {
  const call = (request as { [CALL]?: Call })[CALL];
  if (!call) throw new Error('no guard has looked at this request');
  return call;
};

/** A handler's parameter: the `Call`. */
export const TheCall = createParamDecorator((_: unknown, context: ExecutionContext): Call =>
  callOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** A handler's parameter: the id of the calling key. Refuses every other caller. */
export const CallingKeyId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { caller } = callOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!('keyId' in caller)) throw new Problem('missing_api_key');
  return caller.keyId;
});

/** A handler's parameter: the session that the call is made in. Refuses every other caller. */
export const TheSession = createParamDecorator((_: unknown, context: ExecutionContext): LiveSession => {
  const { caller } = callOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!('session' in caller)) throw new Problem('session_required');
  return caller.session;
});
