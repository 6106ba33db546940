import { type Position, UnknownPosition } from '@latchkey/event-store';
import { parsePublicLine, type PublicEvent } from '@latchkey/seals';
import { notDone } from '../cli/audit-error';
import type { After, Fault, LogSource } from '../sources/log-source';

/** Reads a live log to a position, and from there on to another one. */
export interface LogReader {
  /** What lies between the last position that was asked for and this one. */
  readTo(position: Position, onEvents: (events: readonly PublicEvent[]) => void): Promise<void>;
}

export interface LogReaderOptions {
  /** A new one for each look: its end is fixed when it is opened. */
  readonly open: () => LogSource;
  readonly compare: (a: Position, b: Position) => number;
}

export function createLogReader({ open, compare }: LogReaderOptions): LogReader {
  let after: After | undefined;
  return {
    async readTo(position, onEvents) {
      if (after && compare(after.position, position) >= 0) return;
      const source = open();
      try {
        await source.identity();
        for await (const { entries } of source.batches(refuse, { after })) {
          const within = entries.filter(
            (entry) => entry.position !== undefined && compare(entry.position, position) <= 0,
          );
          onEvents(within.map(({ line }) => parsePublicLine(line)));
          const last = within.at(-1);
          if (last?.position !== undefined) after = { ordinal: last.ordinal, position: last.position };
          if (within.length < entries.length) break;
        }
      } catch (error) {
        if (error instanceof UnknownPosition) throw anotherLog(error);
        throw error;
      } finally {
        await source.close();
      }
    },
  };
}

const anotherLog = (cause: unknown) =>
  notDone('the read model was made of another log than this one: key-management rebuilds it by itself', { cause });

const refuse = ({ message }: Fault): never => {
  throw notDone(message);
};
