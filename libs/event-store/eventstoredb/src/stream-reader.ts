import type { EsdbConnection, EsdbRecord } from './esdb-connection';
import { EsdbFailure } from './esdb-failure';
import { readAgain } from './read-again';

export type ReadStreamPages = ReturnType<typeof createStreamReader>;

/**
 * Pages of one stream to its end. An answer can end early without saying so, so the last version is asked for beside every
 * page: who decides on half a stream would be told a conflict, who shows it would show half. Rejects with `EsdbFailure`.
 */
export function createStreamReader(connection: EsdbConnection, pageSize: number) {
  const page = async (stream: string, from: number, timeoutMs: number) => {
    const [last, records = []] = await Promise.all([
      connection.readStream(stream, 'last', 1, timeoutMs),
      connection.readStream(stream, from, pageSize, timeoutMs),
    ]);
    if (last?.length === 0) throw endedEarly();
    const end = last?.[0]?.version ?? -1;
    const wanted = Math.min(pageSize, Math.max(0, end + 1 - from));
    const whole = records.length >= wanted && records.every(({ version }, index) => version === from + index);
    if (!whole) throw endedEarly();
    return { records, more: from + records.length <= end };
  };

  return async function* pages(
    stream: string,
    from: number,
    deadlineMs: number,
  ): AsyncGenerator<readonly EsdbRecord[]> {
    for (let next = from; ;) {
      const deadline = performance.now() + deadlineMs;
      const { records, more } = await readAgain(deadline, (timeoutMs) => page(stream, next, timeoutMs));
      yield records;
      if (!more) return;
      next += records.length;
    }
  };
}

export const endedEarly = () => new EsdbFailure('lost', 'the event store ended an answer before its end');
