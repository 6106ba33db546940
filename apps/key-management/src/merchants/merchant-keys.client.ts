import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { limitedText } from '../http/limited-text';
import { type MerchantKeyName, type MerchantKeys, MerchantKeysUnavailable } from './merchant-keys.port';

export interface MerchantKeysClientOptions {
  /** commerce, e.g. `http://127.0.0.1:4401`. */
  readonly url: string;
  /** A service token for commerce; asked for before each call, so it should be cached. */
  readonly token: () => Promise<string>;
  /** Of each call, a second attempt included. Default 2,000. */
  readonly deadlineMs?: number;
}

const MAX_ANSWER_BYTES = 4_096;
const MAX_RETRY_PAUSE_MS = 20;

/** The internal API of commerce. Errors end here, as a word: what a parser says may quote an answer that holds a key. */
export const createMerchantKeysClient = (options: MerchantKeysClientOptions): MerchantKeys => {
  const { url, token, deadlineMs = 2_000 } = options;

  const call = async (path: string, body: object): Promise<Answered> => {
    const signal = AbortSignal.timeout(deadlineMs);
    const request: RequestInit = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await token()}`,
        'content-type': 'application/json',
        'accept-encoding': 'identity',
      },
      body: JSON.stringify(body),
      // The token is for commerce and for nobody it may point to.
      redirect: 'manual',
      signal,
    };
    const send = () => exchange(`${url}/internal/v1/merchant-keys${path}`, request);
    try {
      // A kept-alive connection may have been closed just as we wrote to it. Both calls may be repeated.
      return await send().catch(async (error: unknown) => {
        if (signal.aborted) throw error;
        await sleep(Math.random() * MAX_RETRY_PAUSE_MS);
        return send();
      });
    } catch (error) {
      throw new MerchantKeysUnavailable(signal.aborted ? 'commerce did not answer in time' : failureOf(error));
    }
  };

  return {
    prepare: async (name) => {
      const { status, text } = await call('', { ...aboutMerchant(name), kid: name.kid });
      if (status === 409) return { kind: 'in_use' };
      if (status !== 201) throw refused(status);
      const key = text === undefined ? undefined : keyIn(text, name.kid);
      if (key === undefined) throw new MerchantKeysUnavailable('commerce answered something that is no key');
      return { kind: 'prepared', key };
    },
    activate: async (name) => {
      const { status } = await call(`/${name.kid}/activate`, aboutMerchant(name));
      if (status !== 204) throw refused(status);
    },
  };
};

const aboutMerchant = ({ accountId, merchantId }: MerchantKeyName) => ({
  account_id: accountId,
  merchant_id: merchantId,
});

const refused = (status: number) => new MerchantKeysUnavailable(`commerce answered ${status}`);

interface Answered {
  readonly status: number;
  /** Undefined if it is too large. Read for a success only. */
  readonly text: string | undefined;
}

const exchange = async (url: string, request: RequestInit): Promise<Answered> => {
  const response = await fetch(url, request);
  const { status } = response;
  if (status === 201) return { status, text: await limitedText(response, MAX_ANSWER_BYTES) };
  await response.body?.cancel();
  return { status, text: undefined };
};

const answerSchema = z.strictObject({ kid: z.string(), key: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** Undefined for anything but 32 bytes in their one spelling, under the name that was asked for. */
const keyIn = (text: string, kid: string): string | undefined => {
  const { data } = answerSchema.safeParse(parseJson(text));
  if (data?.kid !== kid) return undefined;
  return Buffer.from(data.key, 'base64url').toString('base64url') === data.key ? data.key : undefined;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Only the code: an HTTP parser's error carries the bytes that it could not read. */
const failureOf = (error: unknown): string => {
  const { cause } = error as { cause?: { code?: unknown } };
  const code = typeof cause?.code === 'string' && /^[A-Z_]{1,40}$/.test(cause.code) ? cause.code : 'no connection';
  return `commerce cannot be reached (${code})`;
};
