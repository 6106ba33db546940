import { connect, type Socket } from 'node:net';
import type { Address } from './resolve';

/** Begins to connect to this address and no other. */
export type Dial = (address: Address, port: number) => Socket;

/** An address is not a name: nothing is looked up here. */
export const dialDirect: Dial = ({ address, family }, port) =>
  connect({ host: address, family, port, noDelay: true, autoSelectFamily: false });
