import type { TextOutput } from '../cli/audit-io';

const SHOWN_AFTER_MS = 2_000;
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;
const BAR_WIDTH = 30;

export interface Progress {
  /** How much is done; cheap enough to be called for every batch. */
  at(done: number): void;
  /** Takes the bar away. */
  end(): void;
}

/**
 * On standard error: a bar in a terminal, else a line now and then; nothing for what is done within two seconds.
 * `total`: undefined if nobody knows.
 */
export function createProgress(
  err: TextOutput,
  what: string,
  total: number | undefined,
  now: () => number = () => performance.now(),
): Progress {
  const began = now();
  let next = began + (err.isTerminal ? SHOWN_AFTER_MS : LINE_EVERY_MS);
  let shown = false;
  const put = (text: string): void => void err.write(text).catch(() => undefined);
  return {
    at(done) {
      if (now() < next) return;
      next = now() + (err.isTerminal ? BAR_EVERY_MS : LINE_EVERY_MS);
      const line = `${what}: ${counted(done, total)}, ${perSecond(done, now() - began)}`;
      put(err.isTerminal ? `\r\x1b[K${bar(done, total)}${line}`.slice(0, err.columns + 4) : `${line}\n`);
      shown = true;
    },
    end() {
      if (shown && err.isTerminal) put('\r\x1b[K');
    },
  };
}

function counted(done: number, total: number | undefined): string {
  if (total === undefined || total === 0) return `${done} events`;
  return `${done} of ${total} events, ${Math.min(100, Math.floor((100 * done) / total))} %`;
}

const perSecond = (done: number, ms: number): string => `${Math.round(done / Math.max(ms / 1000, 0.001))}/s`;

function bar(done: number, total: number | undefined): string {
  if (total === undefined || total === 0) return '';
  const filled = Math.min(BAR_WIDTH, Math.floor((BAR_WIDTH * done) / total));
  return `[${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}] `;
}
