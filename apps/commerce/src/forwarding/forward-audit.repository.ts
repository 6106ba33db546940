import type { DestinationUrl } from '@latchkey/accounts-domain';
import { newId, type Clock } from '@latchkey/platform';
import type { DatabaseGate } from '../database/database-gate';
import type { Forward } from './forward.types';
import insertForward from './sql/insert-forward.sql';

/** Who sent what where, and when: written before card data leaves, never changed, and without any card data. */
export interface ForwardAudit {
  /** Resolves when the row is durable. Rejects with what the gate rejects with: then nothing may be sent. */
  record(forward: Pick<Forward, 'caller' | 'subject' | 'requestId'>, url: DestinationUrl): Promise<void>;
}

export function createForwardAudit(gate: DatabaseGate, clock: Clock): ForwardAudit {
  return {
    async record({ caller, subject, requestId }, { scheme, host, port, path }) {
      const { accountId, keyId } = caller.verdict;
      const { tokenId, bundleId, merchantId } = subject;
      const destination = `${scheme}://${host}:${port}${path}`;
      const values = [newId(), clock.now(), accountId, keyId, tokenId, bundleId, merchantId, destination, requestId];
      await gate.statement({ name: 'insert_forward', text: insertForward, values }, 'write_unconfirmed');
    },
  };
}
