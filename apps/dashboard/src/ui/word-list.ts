/** "A", "A and B", "A, B and C"; more than `most` end with "and 4 more". */
export function wordList(words: readonly string[], most = Infinity): string {
  if (words.length <= 1) return words[0] ?? '';
  if (words.length > most) return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
