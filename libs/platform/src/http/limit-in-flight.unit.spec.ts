import Fastify from 'fastify';
import { Socket } from 'node:net';
import { silentLogger } from '../logging/logger';
import { createMetrics } from '../metrics/metrics';
import { fastifyOptions } from './fastify-options';
import { installHttp, installProblemHandlers } from './install-http';
import { limitInFlight } from './limit-in-flight';

test('one request too many is told to come again, before its body is there; who ends or goes away makes room', async () => {
  const options = { logger: silentLogger(), metrics: createMetrics('svc') };
  const fastify = Fastify(fastifyOptions(options));
  installHttp(fastify, options);
  installProblemHandlers(fastify, options);
  const { inFlight } = limitInFlight(fastify, 2, 'overloaded');
  fastify.post('/', ({ body }) => body);
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fastify.server.address() as { port: number };
  const until = async (count: number) => {
    while (inFlight() !== count) await new Promise((resolve) => setImmediate(resolve));
  };
  /** A POST whose body never comes; resolves with what is answered all the same. */
  const begin = () => {
    const socket = new Socket().connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n');
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString('latin1'))));
    return { socket, answer };
  };

  const [one, two] = [begin(), begin()];
  await until(2);
  const three = begin();
  expect(await three.answer).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 1\r\n[^]*"overloaded"/i);
  one.socket.destroy();
  await until(1);
  two.socket.write('{}');
  expect(await two.answer).toMatch(/^HTTP\/1\.1 200 /);
  await until(0);
  for (const { socket } of [two, three]) socket.destroy();
  await fastify.close();
});
