import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface BenchDestination {
  readonly port: number;
  stop(): Promise<void>;
}

/** Parts of a path: what answers after so many milliseconds, and what closes its connection. Anything else answers at once. */
export const after = (ms: number): string => `/after-${ms}`;
export const CLOSE = '/close';

/** A process of its own that takes a POST and answers a small JSON. */
export async function startBenchDestination(): Promise<BenchDestination> {
  const source = `
    import { createServer } from 'node:http';
    const body = JSON.stringify({ id: 'pay_1', status: 'authorised', amount: 1000, currency: 'EUR' });
    const server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        const headers = { 'content-type': 'application/json', 'content-length': body.length };
        if (request.url.includes('${CLOSE}')) headers.connection = 'close';
        const answer = () => response.writeHead(200, headers).end(body);
        const ms = /after-(\\d+)/.exec(request.url)?.[1];
        ms === undefined ? answer() : setTimeout(answer, Number(ms));
      });
    });
    server.listen(0, '127.0.0.1', () => process.send(server.address().port));
    process.on('disconnect', () => process.exit(0));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  return {
    port,
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
