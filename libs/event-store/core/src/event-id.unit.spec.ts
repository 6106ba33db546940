import { eventId } from './event-id';

const COMMAND = '1b671a64-40d5-491e-99b0-da01ff1f3341';

test('the same command and index give the same UUIDv5, so that a retry carries the same id', () => {
  expect(eventId(COMMAND, 0)).toBe(eventId(COMMAND, 0));
  expect(eventId(COMMAND, 0)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('another index or another command gives another id', () => {
  const other = '1b671a64-40d5-491e-99b0-da01ff1f3342';
  expect(new Set([eventId(COMMAND, 0), eventId(COMMAND, 1), eventId(other, 0), eventId(other, 1)]).size).toBe(4);
});

test('a command id that is no UUID is refused', () => {
  expect(() => eventId('mine', 0)).toThrow();
});
