import { Problem } from '@latchkey/platform';

/** What we read and throw away beyond the limit, so that the sender gets to read our answer instead of a reset. */
const MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

/** The whole body; `payload_too_large` beyond the limit, `malformed_body` if the sender went away. Never rejects. */
export function collectBody(payload: NodeJS.ReadableStream, limitBytes: number): Promise<Buffer | Problem> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let receivedBytes = 0;
    let ended = false;
    payload.on('data', (chunk: Buffer) => {
      receivedBytes += chunk.length;
      if (receivedBytes <= limitBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        if (receivedBytes > limitBytes + MAX_DISCARDED_BYTES) resolve(tooLarge(limitBytes, { connection: 'close' }));
      }
    });
    payload.on('end', () => {
      ended = true;
      if (receivedBytes > limitBytes) resolve(tooLarge(limitBytes));
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)); // one chunk is there
    });
    // The sender went away, or took too long and was told so.
    payload.on('error', () => resolve(new Problem('malformed_body')));
    payload.on('close', () => ended || resolve(new Problem('malformed_body')));
  });
}

const tooLarge = (limitBytes: number, headers: Readonly<Record<string, string>> = {}): Problem =>
  new Problem('payload_too_large', { detail: `The body is larger than ${limitBytes} bytes.`, headers });
