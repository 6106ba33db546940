import axe from 'axe-core';
import { type Page } from 'playwright-core';

type Found = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: unknown; readonly html: string }[];
};

/** Invisible, around an open menu: Base UI moves on at once whatever focus reaches them, so nobody can be stuck there. */
const FOCUS_GUARDS = '[data-base-ui-focus-guard]';

/**
 * What axe finds wrong with the page as it is, in words. It runs in a world of its own beside the page's scripts, so that
 * the page's policy need not be loosened for it.
 */
export const axeViolations = async (page: Page): Promise<string[]> => {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
    });
    const evaluate = async (expression: string): Promise<unknown> => {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        ...{ contextId, expression, awaitPromise: true, returnByValue: true },
      });
      if (exceptionDetails)
        throw new Error(`axe failed: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      return result.value;
    };
    await evaluate(`${axe.source}; undefined`);
    const context = JSON.stringify({ exclude: [FOCUS_GUARDS] });
    const run = `axe.run(${context}, { resultTypes: ['violations'] })`;
    const { violations } = (await evaluate(run)) as { violations: Found[] };
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${help} at ${String(target)}: ${html}`),
    );
  } finally {
    await session.detach();
  }
};
