import type { DatabaseGate } from './database-gate';

/** Runs a DELETE that takes a time and how many rows at most; answers how many it deleted. */
export function sweep(gate: DatabaseGate, statement: string, until: Date, limit: number): Promise<number> {
  return gate.change(async (manager) => {
    const [, deleted] = await manager.query<[unknown[], number]>(statement, [until, limit]);
    return deleted;
  });
}
