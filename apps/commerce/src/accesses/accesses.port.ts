import type { Access, Accessor } from './access-record';

/** Who did what with whose cards. Both resolve once the record outlives this process; if it cannot be written both reject. */
export interface Accesses {
  /**
   * Of whatever is answered from here: written to this machine's disk, and from there to the database soon. Rejects with
   * `Problem` `access_records_unavailable`: then nothing may be answered, and nothing done.
   */
  spool(by: Accessor, access: Access): Promise<void>;
  /** Of what leaves: durable in the database. Rejects with what the gate rejects with: then nothing may be sent. */
  store(by: Accessor, access: Access): Promise<void>;
}
