import Fastify from 'fastify';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { silentLogger } from '../logging/logger';
import { createMetrics } from '../metrics/metrics';
import { fastifyOptions } from './fastify-options';
import { installHttp, installProblemHandlers } from './install-http';

describe('closing', () => {
  test('finishes what has begun, closes idle connections and takes no new ones', async () => {
    const options = { logger: silentLogger(), metrics: createMetrics('svc') };
    const fastify = Fastify(fastifyOptions(options));
    installHttp(fastify, options);
    installProblemHandlers(fastify, options);
    let finish = (_: string): void => undefined;
    let begun = (_: unknown): void => undefined;
    const hasBegun = new Promise((resolve) => (begun = resolve));
    fastify.get(
      '/slow',
      () =>
        new Promise((resolve) => {
          finish = resolve;
          begun(undefined);
        }),
    );
    fastify.get('/fast', async () => 'fast');
    const url = await fastify.listen({ host: '127.0.0.1', port: 0 });

    const agent = new Agent({ keepAlive: true });
    const answer = (path: string) =>
      new Promise<IncomingMessage>((resolve, reject) => get(url + path, { agent }, resolve).on('error', reject));
    const text = async (response: IncomingMessage) => Buffer.concat(await response.toArray()).toString();
    expect(await text(await answer('/fast'))).toBe('fast');
    const silent = connect(Number(new URL(url).port), '127.0.0.1');
    silent.on('error', () => undefined);
    await once(silent, 'connect');

    const slow = answer('/slow');
    await hasBegun;
    const closed = fastify.close();
    await untilRefused(`${url}/fast`);
    finish('finished');
    expect(await text(await slow)).toBe('finished');
    await closed;
    agent.destroy();
    silent.destroy();
  });
});

async function untilRefused(url: string): Promise<void> {
  for (;;) {
    try {
      await (await fetch(url, { headers: { connection: 'close' } })).text();
    } catch {
      return;
    }
  }
}
