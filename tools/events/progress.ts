const EVERY_MS = 5_000;

type Phase = 'found' | 'copied' | 'compared';

const WORDS: Record<Phase, string> = {
  found: 'events were there already',
  copied: 'events copied',
  compared: 'events of one log read again to compare',
};

/** A line every five seconds, so that a short run has none. */
export function createProgress(
  print: (line: string) => void,
  now: () => number = () => performance.now(),
): (phase: Phase, events: number) => void {
  let printedAt = now();
  return (phase, events) => {
    if (now() - printedAt < EVERY_MS) return;
    printedAt = now();
    print(`${events} ${WORDS[phase]}`);
  };
}
