import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

export interface Journal {
  write(...words: readonly (string | number)[]): void;
  close(): void;
}

/** One line for each fact, with the operating system before the next step is taken: a SIGKILL takes none of them away. */
export function openJournal(file: string): Journal {
  const handle = openSync(file, 'a');
  return {
    write: (...words) => void writeSync(handle, `${words.join(' ')}\n`),
    close: () => closeSync(handle),
  };
}

/** Every line's words. A last line that was cut off is no fact. */
export function readJournal(file: string): string[][] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '));
}
