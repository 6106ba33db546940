import axe from 'axe-core';
import { type Page } from 'playwright-core';

type Found = { readonly id: string; readonly help: string; readonly nodes: readonly { readonly target: unknown }[] };

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
    const { violations } = (await evaluate(`axe.run(document, { resultTypes: ['violations'] })`)) as {
      violations: Found[];
    };
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => String(target)).join(' and ')}`,
    );
  } finally {
    await session.detach();
  }
};
