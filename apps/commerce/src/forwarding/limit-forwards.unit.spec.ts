import { Problem } from '@latchkey/platform';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { RequestAuthorizer } from '../authorization/request-authorizer.port';
import { limitForwards, type ForwardLimits } from './limit-forwards';

/** Forwards of the account that the header `x-account` names, which wait until they are let go. */
async function startServer(limits: ForwardLimits) {
  const waiting: FastifyReply[] = [];
  const authorizer: RequestAuthorizer = {
    authorize: async (headers) => {
      const accountId = headers['x-account'];
      if (typeof accountId !== 'string') throw new Problem('invalid_api_key');
      return { verdict: { accountId } } as never;
    },
  };
  const fastify: FastifyInstance = Fastify();
  fastify.setErrorHandler((error, _request, reply) => reply.code((error as Problem).status ?? 500).send());
  const { inFlight } = limitForwards(fastify, authorizer, limits);
  const config = { forwardOperation: 'cardholder-data.forward' } as const;
  fastify.post('/forward', { config }, (_request, reply) => void waiting.push(reply));
  fastify.get('/other', async () => 'other');
  const url = await fastify.listen({ port: 0, host: '127.0.0.1' });
  const forward = (account?: string) =>
    fetch(`${url}/forward`, { method: 'POST', body: '{}', headers: account ? { 'x-account': account } : {} });
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setImmediate(resolve));
  };
  const letGo = (body: string | Buffer = 'ok') => waiting.splice(0).forEach((reply) => void reply.send(body));
  return { fastify, url, waiting, forward, inFlight, until, letGo };
}

describe('forwards at once', () => {
  test('are so many and no more, and of one account fewer; a place that was left is taken again', async () => {
    const { fastify, waiting, forward, inFlight, until, letGo } = await startServer({ max: 3, maxOfAccount: 2 });
    const admitted = [forward('a'), forward('a')];
    await until(() => waiting.length === 2);
    expect((await forward('a')).status).toBe(503);
    admitted.push(forward('b'));
    await until(() => waiting.length === 3);
    expect((await forward('c')).status).toBe(503);
    expect(inFlight()).toBe(3);
    letGo();
    expect((await Promise.all(admitted)).map(({ status }) => status)).toEqual([200, 200, 200]);
    await until(() => inFlight() === 0);
    const again = forward('a');
    await until(() => waiting.length === 1);
    letGo();
    expect((await again).status).toBe(200);
    await fastify.close();
  });

  test('take no place without the right to, however slowly they send, and other routes are none of them', async () => {
    const { fastify, url, inFlight, forward } = await startServer({ max: 1 });
    const slow = connect(Number(new URL(url).port), '127.0.0.1');
    slow.write('POST /forward HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{');
    const [answer] = (await once(slow, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 401/);
    slow.destroy();
    expect((await forward()).status).toBe(401);
    expect([inFlight(), (await fetch(`${url}/other`)).status]).toEqual([0, 200]);
    await fastify.close();
  });

  test('lose their answer and their place if they do not read it', async () => {
    const { fastify, waiting, inFlight, until, letGo } = await startServer({ maxAnsweringMs: 50 });
    const { port } = fastify.server.address() as AddressInfo; // it listens
    const deaf = connect(port, '127.0.0.1');
    deaf.on('error', () => undefined);
    deaf.pause();
    deaf.write(
      'POST /forward HTTP/1.1\r\nhost: x\r\nx-account: a\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n{}',
    );
    await until(() => waiting.length === 1);
    letGo(Buffer.alloc(64 * 1024 * 1024));
    await until(() => inFlight() === 0);
    deaf.destroy();
    await fastify.close();
  });
});
