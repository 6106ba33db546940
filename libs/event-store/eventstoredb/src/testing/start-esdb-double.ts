import { Server, ServerCredentials } from '@grpc/grpc-js';
import { promisify } from 'node:util';
import { appendHandlers } from './double-appends';
import { DoubleLog, type Expected } from './double-log';
import { readHandler } from './double-reads';
import { createFaults } from './faults';
import { features, gossip, GossipService, ServerFeaturesService, shared, StreamsService } from './generated';
import { createTcpFront } from './tcp-front';

export type EsdbDouble = Awaited<ReturnType<typeof startEsdbDouble>>;

/**
 * Stands in for an EventStoreDB server over real gRPC, from the client package's own service definitions, with faults on
 * demand. It shows how the client and we behave; it says nothing about the real server.
 */
export async function startEsdbDouble({ log = new DoubleLog(), port = 0 }: { log?: DoubleLog; port?: number } = {}) {
  const faults = createFaults();
  const server = new Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 });
  const expectations: Expected[] = [];
  const context = { log, faults, expectations, cut: () => front.cut() };
  server.addService(StreamsService, {
    read: readHandler(context),
    ...appendHandlers(context),
    delete: (_: unknown, answer: (error: Error) => void) => answer(new Error('the double deletes nothing')),
    tombstone: (_: unknown, answer: (error: Error) => void) => answer(new Error('the double deletes nothing')),
  });
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_: unknown, answer: (error: null, methods: unknown) => void) => {
      faults.take('features');
      answer(null, supportedMethods());
    },
  });
  server.addService(GossipService, {
    read: (_: unknown, answer: (error: null, info: unknown) => void) => {
      faults.take('gossip');
      answer(null, clusterInfo(front.port));
    },
  });
  const serverPort = await promisify(server.bindAsync.bind(server))('127.0.0.1:0', ServerCredentials.createInsecure());
  const front = await createTcpFront(serverPort, port);

  return {
    log,
    faults,
    front,
    expectations: expectations as readonly Expected[],
    port: front.port,
    url: `esdb://127.0.0.1:${front.port}?tls=false`,
    discoverUrl: `esdb+discover://127.0.0.1:${front.port}?tls=false`,
    /** Cuts all connections. */
    cut: () => front.cut(),
    async close() {
      await front.close();
      server.forceShutdown();
    },
  };
}

function supportedMethods() {
  const names = ['Append', 'BatchAppend', 'Read'];
  return new features.SupportedMethods().setEventStoreServerVersion('24.10.0').setMethodsList(
    names.map((name) => {
      const method = new features.SupportedMethod();
      return method.setServiceName('event_store.client.streams.Streams').setMethodName(name);
    }),
  );
}

function clusterInfo(port: number) {
  const leader = new gossip.MemberInfo()
    .setInstanceId(new shared.UUID().setString('00000000-0000-4000-8000-000000000001'))
    .setTimeStamp('1')
    .setState(gossip.MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port));
  return new gossip.ClusterInfo().setMembersList([leader]);
}
