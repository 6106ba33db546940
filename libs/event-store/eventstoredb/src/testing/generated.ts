import type * as Gossip from '@eventstore/db-client/generated/gossip_pb';
import type * as GossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb';
import type * as Features from '@eventstore/db-client/generated/serverfeatures_pb';
import type * as FeaturesGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import type * as Shared from '@eventstore/db-client/generated/shared_pb';
import type * as Streams from '@eventstore/db-client/generated/streams_pb';
import type * as StreamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb';
import { createRequire } from 'node:module';

// The client package's own definitions, which are CommonJS that hides its exports from `import`.
const require = createRequire(import.meta.url);
const load = (name: string): unknown => require(`@eventstore/db-client/generated/${name}`);

export const streams = load('streams_pb') as typeof Streams;
export const shared = load('shared_pb') as typeof Shared;
export const gossip = load('gossip_pb') as typeof Gossip;
export const features = load('serverfeatures_pb') as typeof Features;

export const { StreamsService } = load('streams_grpc_pb') as typeof StreamsGrpc;
export const { GossipService } = load('gossip_grpc_pb') as typeof GossipGrpc;
export const { ServerFeaturesService } = load('serverfeatures_grpc_pb') as typeof FeaturesGrpc;
