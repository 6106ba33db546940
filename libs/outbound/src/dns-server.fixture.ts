import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import type { Address, Resolve } from './resolve';

/** A name server over UDP that answers A questions as told, each time anew. No record lives any longer than its answer. */
export interface DnsServer {
  /** Asks this server, and only it. */
  readonly resolve: Resolve;
  asked(): number;
  close(): Promise<void>;
}

export async function startDnsServer(answer: (nth: number) => readonly string[]): Promise<DnsServer> {
  let asked = 0;
  const server = createSocket('udp4', (question, from) => {
    server.send(reply(question, answer(asked)), from.port, from.address);
    asked += 1;
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  return {
    resolve: async (host) => (await resolver.resolve4(host)).map((address): Address => ({ address, family: 4 })),
    asked: () => asked,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** RFC 1035, 4.1: the question again, and an A record of TTL 0 for each address. */
function reply(question: Buffer, addresses: readonly string[]): Buffer {
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(addresses.length === 0 ? 0x8183 : 0x8180, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  const end = question.indexOf(0, 12) + 5;
  const records = addresses.map((address) =>
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([header, question.subarray(12, end), ...records]);
}
