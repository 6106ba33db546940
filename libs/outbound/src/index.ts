export { createOutbound, type OutboundOptions } from './create-outbound';
export type { Connected, Outbound } from './outbound';
export type { Answered, OutboundRequest } from './message';
export type { FailureReason, OutboundFailure, OutboundState } from './outbound-failure';
export type { Address, Resolve } from './resolve';
export type { Target } from './target';
