import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** AuthenticationOk, and ReadyForQuery in no transaction. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** Lets a client log in and then says nothing, as a stopped server or a network that swallows everything. */
export async function startSilentServer() {
  const open = new Set<Socket>();
  let logins = 0;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.once('data', () => {
      logins++;
      socket.write(WELCOME);
      socket.resume();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `postgres://somebody@127.0.0.1:${(server.address() as AddressInfo).port}/anything`,
    logins: () => logins,
    connections: () => open.size,
    async close() {
      server.close();
      open.forEach((socket) => socket.destroy());
      await once(server, 'close');
    },
  };
}
