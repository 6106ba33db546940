import { type Page } from 'playwright-core';

/** What is left in the page's memory after a collection of garbage, its strings included, as V8 writes it down. */
export const memoryOf = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page);
  try {
    const chunks: string[] = [];
    session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    return chunks.join('');
  } finally {
    await session.detach();
  }
};
