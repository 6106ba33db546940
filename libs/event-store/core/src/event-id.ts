import { v5 } from 'uuid';

/** The id of the command's `index`-th event: UUIDv5 of the index in the command's namespace. `commandId` is a UUID. */
export function eventId(commandId: string, index: number): string {
  return v5(String(index), commandId);
}
