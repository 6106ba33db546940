import type { JsonObject, NewEvent } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';

export const someEvent = (data: JsonObject = {}, change: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data,
  metadata: {},
  ...change,
});

export const someStream = (prefix = 'stream-') => `${prefix}${randomUUID()}`;
