import { Problem } from '@latchkey/platform';

/** What we read and throw away beyond the limit, so that the sender gets to read our answer instead of a reset. */
const MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

/**
 * The whole body, at most `limitBytes`; `payload_too_large` beyond that, `malformed_body` if the sender went away or sent
 * another length than it announced. Never rejects.
 */
export function collectBody(
  payload: NodeJS.ReadableStream,
  announcedBytes: number,
  limitBytes: number,
): Promise<Buffer | Problem> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let receivedBytes = 0;
    payload.on('data', (chunk: Buffer) => {
      receivedBytes += chunk.length;
      if (receivedBytes <= limitBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        if (receivedBytes > limitBytes + MAX_DISCARDED_BYTES) resolve(tooLarge(limitBytes));
      }
    });
    payload.on('end', () => {
      if (receivedBytes > limitBytes) resolve(tooLarge(limitBytes));
      else if (!Number.isNaN(announcedBytes) && announcedBytes !== receivedBytes)
        resolve(new Problem('malformed_body'));
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)); // one chunk is there
    });
    payload.on('error', () => resolve(new Problem('malformed_body')));
    payload.on('close', () => resolve(new Problem('malformed_body')));
  });
}

const tooLarge = (limitBytes: number): Problem =>
  new Problem('payload_too_large', {
    detail: `The body is larger than ${limitBytes} bytes.`,
    headers: { connection: 'close' },
  });
