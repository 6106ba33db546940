import { type BrowserContext, type ConsoleMessage } from 'playwright-core';

export type Watch = {
  /** Before the context has a page. */
  over(context: BrowserContext): Promise<void>;
  /** What matches is expected by the test. */
  tolerate(...patterns: RegExp[]): void;
  complaints(): readonly string[];
};

/** Chromium writes every answer of 400 and above to the console; these two are everyday ones. */
const EVERYDAY = /^error: Failed to load resource: the server responded with a status of (401|409) /;

/** Collects what no page may do: errors, whatever its policy forbade, and requests to anybody but us. */
export const createWatch = (origin: string): Watch => {
  const tolerated = [EVERYDAY];
  const seen: string[] = [];
  return {
    async over(context) {
      context.on('console', (message) => isSerious(message) && seen.push(`${message.type()}: ${message.text()}`));
      context.on('weberror', (error) => seen.push(`uncaught: ${error.error().message}`));
      context.on('request', (request) => isForeign(request.url(), origin) && seen.push(`request: ${request.url()}`));
      await context.exposeFunction('latchkeyViolation', (what: string) => seen.push(`policy: ${what}`));
      await context.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
          const report = Reflect.get(globalThis, 'latchkeyViolation') as (what: string) => void; // exposed above
          report(`${effectiveDirective} ${blockedURI}`);
        }),
      );
    },
    tolerate: (...patterns) => void tolerated.push(...patterns),
    complaints: () => seen.filter((complaint) => !tolerated.some((pattern) => pattern.test(complaint))),
  };
};

const isSerious = (message: ConsoleMessage): boolean => ['error', 'warning', 'assert'].includes(message.type());

const isForeign = (url: string, origin: string): boolean => new URL(url).origin !== origin;
