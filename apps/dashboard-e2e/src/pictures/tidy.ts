import { type Page } from 'playwright-core';

/**
 * Puts the same in place of what is another at each run: ids, keys and addresses, in the texts and fields of the page as it
 * is drawn, so that pictures change with the pages alone. No picture shows a key that has ever been one.
 */
export const tidy = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = new Map<string, string>();
    const once = (kind: string, make: (number: number) => string) => (found: string) => {
      const count = [...seen.keys()].filter((key) => key.startsWith(kind)).length + 1;
      const key = `${kind}${found}`;
      seen.set(key, seen.get(key) ?? make(count));
      return seen.get(key) ?? found;
    };
    const digits = (number: number): string => String(number * 7919 + 1009).slice(-4);
    const rules: [RegExp, (found: string) => string][] = [
      [/lk_test_\w{22}_\w{49}/g, () => `lk_test_${'Example'.repeat(3)}1_${'ThisIsNotAKey'.repeat(4).slice(0, 49)}`],
      [
        /lk_test_\w{6}…\w{4}/g,
        once('key', (number) => `lk_test_5tYq${digits(number).slice(2)}…w${digits(number).slice(1)}`),
      ],
      [
        /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
        once('id', (number) => `8c7e${digits(number)}-3f1a-4d2b-9c5e-6a7b8c9d0e1f`),
      ],
      [
        /[\w-]*[0-9a-f]{8}@people\.example/g,
        once('mail', (number) => `${['ada', 'grace', 'noor', 'lin', 'sam'][number - 1] ?? 'x'}@northern-trade.example`),
      ],
    ];
    const replace = (text: string): string => rules.reduce((sofar, [pattern, by]) => sofar.replace(pattern, by), text);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      if (replace(text) !== text) node.nodeValue = replace(text);
    }
    for (const field of document.querySelectorAll('input')) {
      if (replace(field.value) !== field.value) field.value = replace(field.value);
    }
  });
