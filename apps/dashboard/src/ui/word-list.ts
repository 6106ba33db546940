import { uiText } from './ui.text';

interface WordListOptions {
  readonly last?: 'and' | 'or';
  /** How many are named; the rest is counted. */
  readonly most?: number;
}

/** "A", "A and B", "A, B and C", "A, B and 4 more". */
export function wordList(words: readonly string[], { last = 'and', most = Infinity }: WordListOptions = {}): string {
  if (words.length <= 1) return words[0] ?? '';
  const [shown, end] =
    words.length > most
      ? [words.slice(0, most), uiText.list.more(words.length - most)]
      : [words.slice(0, -1), words.at(-1)];
  return `${shown.join(', ')} ${uiText.list[last]} ${end}`;
}
