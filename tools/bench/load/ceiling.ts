import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { load, type LoadRequest } from './load';

/**
 * What the load generator can do at most on this machine: the same requests to a process that answers at once with a body
 * of the same size. A service measured well below it was not measured against the generator.
 */
export async function generatorCeiling(request: LoadRequest, answerBytes: number): Promise<number> {
  const source = `
    import { createServer } from 'node:http';
    const body = 'x'.repeat(${answerBytes});
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(${request.expectedStatus}, { 'content-type': 'application/json' }).end(body);
    });
    server.listen(0, '127.0.0.1', () => process.send(server.address().port));
    process.on('disconnect', () => process.exit(0));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  try {
    const { pathname, search } = new URL(request.url);
    return (await load({ ...request, url: `http://127.0.0.1:${port}${pathname}${search}`, seconds: 3 })).perSecond;
  } finally {
    child.disconnect();
    await once(child, 'exit');
  }
}
