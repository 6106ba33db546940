import { type FastifyInstance } from 'fastify';
import { type Socket } from 'node:net';
import { answerInProgress } from './answer-in-progress';

const LOOK_EVERY_MS = 20;

/**
 * When the server closes: every connection that has no request to answer is closed at once, the others as soon as theirs
 * is answered. Node's own `closeIdleConnections` leaves those that never sent a request, and looks only once.
 */
export function drainConnectionsOnClose(fastify: FastifyInstance): void {
  const sockets = new Set<Socket>();
  let timer: NodeJS.Timeout | undefined;
  fastify.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const closeThoseWithoutRequest = (): void => {
    for (const socket of sockets) if (answerInProgress(socket) === 'none') socket.destroySoon();
  };
  fastify.addHook('preClose', (done) => {
    timer = setInterval(closeThoseWithoutRequest, LOOK_EVERY_MS);
    closeThoseWithoutRequest();
    done();
  });
  fastify.addHook('onClose', (_instance, done) => {
    clearInterval(timer);
    done();
  });
}
