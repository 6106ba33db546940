import { createUseNotes } from './use-notes';

const allow = (keyId: string) => ({ verdict: 'allow', keyId }) as const;

describe('notes of uses', () => {
  test('hold for each key the newest second in which it was allowed something', () => {
    let nowMs = 10_999;
    const notes = createUseNotes(() => nowMs);
    notes.note([allow('a'), allow('b'), allow('a')]);
    nowMs = 12_000;
    notes.note([allow('b')]);
    // Somebody has set the clock back.
    nowMs = 11_000;
    notes.note([allow('b'), allow('c')]);
    expect(notes.size).toBe(3);
    expect([...notes.take(10)]).toEqual([
      ['a', 10],
      ['b', 12],
      ['c', 11],
    ]);
    expect(notes.size).toBe(0);
  });

  test('know nothing of what was not allowed', () => {
    const notes = createUseNotes();
    notes.note((['deny', 'unavailable', 'malformed'] as const).map((verdict) => ({ verdict, keyId: 'a' })));
    notes.note([{ verdict: 'malformed', keyId: null }]);
    expect(notes.size).toBe(0);
  });

  test('are taken in parts, those that came first before the others', () => {
    const notes = createUseNotes(() => 1_000);
    notes.note(['a', 'b', 'c'].map(allow));
    expect([...notes.take(2).keys()]).toEqual(['a', 'b']);
    expect([...notes.take(2).keys()]).toEqual(['c']);
  });

  test('that are put back do not replace newer ones', () => {
    let nowMs = 1_000;
    const notes = createUseNotes(() => nowMs);
    notes.note([allow('a'), allow('b')]);
    const taken = notes.take(10);
    nowMs = 2_000;
    notes.note([allow('a')]);
    notes.putBack(taken);
    expect(notes.take(10)).toEqual(
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
    );
  });
});
