import { randomUUID } from 'node:crypto';

/** A record as the double keeps it. */
export interface DoubleRecord {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Commit position; goes up, with gaps. */
  readonly at: number;
}

/** The prepare position that goes with a commit position. On a real server they may differ, here they always do. */
export const preparedAt = (commit: number): number => commit - 7;

export type ProposedRecord = Pick<DoubleRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;
export type Expected = number | 'no-stream' | 'any' | 'stream-exists';
export type Appended =
  | { readonly kind: 'success'; readonly last: DoubleRecord }
  | { readonly kind: 'wrong-version'; readonly current: number | undefined };

/** A server's log in memory, with its rules for revisions and ids as the documentation tells them. */
export class DoubleLog {
  readonly #streams = new Map<string, DoubleRecord[]>();
  #records: DoubleRecord[] = [];
  #end = 1_000;

  constructor() {
    this.writeSystemRecord();
  }

  get records(): readonly DoubleRecord[] {
    return this.#records;
  }

  stream(name: string): readonly DoubleRecord[] | undefined {
    return this.#streams.get(name);
  }

  /**
   * Knows an append that it has seen by the ids in this stream at the revisions that it would have, and by nothing else: not
   * by the bytes, not when the expected revision is the current one, not in other streams.
   */
  append(stream: string, expected: Expected, proposed: readonly ProposedRecord[]): Appended {
    const records = this.#streams.get(stream) ?? [];
    const current = records.length - 1;
    const wanted = expected === 'no-stream' ? -1 : expected;
    if (typeof wanted === 'number' && wanted !== current) {
      const repeated = wanted < current && proposed.every(({ id }, index) => records[wanted + 1 + index]?.id === id);
      const last = records[wanted + proposed.length];
      if (repeated && last) return { kind: 'success', last };
      return { kind: 'wrong-version', current: current < 0 ? undefined : current };
    }
    if (proposed.length === 0) throw new Error('nothing was proposed');
    if (wanted === 'stream-exists' && current < 0) return { kind: 'wrong-version', current: undefined };
    for (const one of proposed) records.push(this.#write({ ...one, stream, revision: records.length }));
    this.#streams.set(stream, records);
    const last = records.at(-1);
    if (!last) throw new Error('nothing was proposed');
    return { kind: 'success', last };
  }

  /** As the server writes of itself. */
  writeSystemRecord(): void {
    const stream = '$stats-127.0.0.1:2113';
    const records = this.#streams.get(stream) ?? [];
    const data = Buffer.from('{"proc-cpu":1.5}');
    const some = {
      id: randomUUID(),
      type: '$statsCollected',
      contentType: 'application/json',
      data,
      metadata: Buffer.of(),
    };
    records.push(this.#write({ ...some, stream, revision: records.length }));
    this.#streams.set(stream, records);
  }

  /** As after a restore of an older backup. */
  cutBack(count: number): void {
    const removed = this.#records.splice(-count);
    for (const { stream } of removed) this.#streams.get(stream)?.pop();
    this.#end = this.#records.at(-1)?.at ?? 1_000;
  }

  #write(record: Omit<DoubleRecord, 'at'>): DoubleRecord {
    this.#end += 120 + record.data.length + record.metadata.length;
    const written = { ...record, at: this.#end };
    this.#records.push(written);
    return written;
  }
}
