import type { LogIndex } from '../index/log-index';
import type { Contact, LogContact } from './log-contact';

/** For `/readyz`: is the log there, and does the index hold all of it? */
export function readinessChecks(contact: LogContact, index: Pick<LogIndex, 'size'>) {
  return {
    event_log: async () => {
      const status = contact.status();
      if (status?.state === 'interrupted') throw new Error(`no contact with the event log: ${reasonOf(status.error)}`);
      if (status?.contact === undefined) throw new Error('the event log has not been reached yet');
    },
    index: async () => {
      const now = contact.now();
      if (!now.ok) throw new Error(`${describe(now)} (${index.size().keys} keys in the index)`);
    },
  };
}

const describe = (contact: Contact & { ok: false }): string =>
  contact.reason === 'replaying'
    ? 'the end of the log has not been reached yet'
    : `the end of the log was last reached ${((contact.ageMs ?? 0) / 1000).toFixed(1)} s ago`;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason');
