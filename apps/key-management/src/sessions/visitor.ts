import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { clientNetwork } from '../throttling/client-network';
import { DEVICE_COOKIE, readCookie, SESSION_COOKIE } from './cookies';
import { hashSecretId } from './secret-id';

/** Where a request comes from, whoever sends it. None of it is proof of anything but `device`. */
export interface Visitor {
  /** The network that attempts are counted by. */
  readonly address: string;
  readonly requestId: string;
  /** The session that the browser was in before it signed in. */
  readonly session: Buffer | undefined;
  readonly device: Buffer | undefined;
}

/** A handler's parameter: the `Visitor`. */
export const TheVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  const { ip, id, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    address: clientNetwork(ip),
    requestId: id,
    session: hashOf(headers.cookie, SESSION_COOKIE),
    device: hashOf(headers.cookie, DEVICE_COOKIE),
  };
});

const hashOf = (header: string | undefined, name: string): Buffer | undefined => {
  const cookie = readCookie(header, name);
  return cookie.kind === 'id' ? hashSecretId(cookie.id) : undefined;
};
