import type { FollowStatus } from '@latchkey/event-store';
import { createLogContact, MAX_SILENCE_MS } from './log-contact';

const START = { monotonicMs: 1_000, wallMs: 1_700_000_000_000 };

function contactAt() {
  const clock = { ...START };
  const contact = createLogContact({ monotonicMs: () => clock.monotonicMs, wallMs: () => clock.wallMs });
  const update = (status: Partial<FollowStatus>) =>
    contact.update({ state: 'following', position: undefined, contact: START, caughtUp: START, ...status });
  return { clock, contact, update };
}

describe('contact with the log', () => {
  test('is not there before anything was heard of it', () => {
    expect(contactAt().contact.now()).toEqual({ ok: false, reason: 'replaying', ageMs: null });
  });

  test('is not there while the log is replayed: a half-built index is never asked', () => {
    const { contact, update } = contactAt();
    update({ state: 'replaying', caughtUp: undefined });
    expect(contact.now()).toMatchObject({ ok: false, reason: 'replaying' });
  });

  test('is gone at once when the log turns out to be another one', () => {
    const { contact, update } = contactAt();
    update({});
    expect(contact.now()).toMatchObject({ ok: true });
    update({ state: 'interrupted', contact: undefined, caughtUp: undefined });
    expect(contact.now()).toMatchObject({ ok: false, reason: 'replaying' });
  });

  test('outlives an interruption of less than 5 s', () => {
    const { clock, contact, update } = contactAt();
    update({ state: 'interrupted' });
    clock.monotonicMs += MAX_SILENCE_MS - 1;
    clock.wallMs += MAX_SILENCE_MS - 1;
    expect(contact.now()).toEqual({ ok: true, ageMs: 4_999 });
  });

  test.each(['monotonicMs', 'wallMs'] as const)('is lost after 5 s by %s alone', (which) => {
    const { clock, contact, update } = contactAt();
    update({});
    clock[which] += MAX_SILENCE_MS;
    expect(contact.now()).toEqual({ ok: false, reason: 'lost', ageMs: 5_000 });
  });

  test('is lost after 5 s even if the wall clock was set back meanwhile', () => {
    const { clock, contact, update } = contactAt();
    update({});
    clock.monotonicMs += MAX_SILENCE_MS;
    clock.wallMs -= 3_600_000;
    expect(contact.now()).toMatchObject({ ok: false, reason: 'lost' });
  });

  test('is lost when the log answers but its end was not reached for 5 s', () => {
    const { clock, contact, update } = contactAt();
    clock.monotonicMs += MAX_SILENCE_MS;
    clock.wallMs += MAX_SILENCE_MS;
    update({ contact: { ...clock } });
    expect(contact.now()).toMatchObject({ ok: false, reason: 'lost' });
  });
});
