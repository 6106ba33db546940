import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { errorCode } from './error-code';
import type { FailureReason } from './outbound-failure';

const unzip = promisify(gunzip);

/** `maxBytes` bounds what comes out, not what went in. */
export async function decodeBody(body: Buffer, gzip: boolean, maxBytes: number): Promise<Buffer | FailureReason> {
  if (!gzip || body.length === 0) return body;
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (error) {
    return errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? 'destination_answer_too_large' : 'destination_bad_answer';
  }
}
