import { z } from 'zod';
import { limitedText } from '../http/limited-text';
import type { UsesPage, UsesSource } from './last-used.port';

export interface UsesClientOptions {
  /** auth's replicas: any of them knows all. */
  readonly urls: readonly string[];
  /** A service token for auth; asked for before each call, so it should be cached. */
  readonly token: () => Promise<string>;
  /** For each replica. Default 3,000: auth gives its database 2,000. */
  readonly deadlineMs?: number;
}

const LIMIT = 500;
/** Four times what so many take. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** `GET /v1/last-used` of auth. The replica that answered last is asked first. */
export const createUsesClient = ({ urls, token, deadlineMs = 3_000 }: UsesClientOptions): UsesSource => {
  let preferred = 0;

  const ask = async (url: string, cursor: string | undefined, signal: AbortSignal): Promise<UsesPage> => {
    const query = new URLSearchParams({ limit: String(LIMIT), ...(cursor === undefined ? {} : { after: cursor }) });
    const response = await fetch(`${url}/v1/last-used?${query}`, {
      headers: { authorization: `Bearer ${await token()}`, 'accept-encoding': 'identity' },
      // The token is for auth and for nobody it may point to.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`auth answered ${response.status}`);
    }
    const page = parsePage(await limitedText(response, MAX_ANSWER_BYTES));
    if (page === undefined) throw new Error('auth answered something that is no list of last uses');
    return page;
  };

  return {
    after: async (cursor, signal) => {
      let failure: unknown;
      for (let tried = 0; tried < urls.length; tried += 1) {
        const at = (preferred + tried) % urls.length;
        try {
          const page = await ask(urls[at] ?? '', cursor, signal);
          preferred = at;
          return page;
        } catch (error) {
          if (signal.aborted) throw error;
          failure = error;
        }
      }
      throw failure;
    },
  };
};

const pageSchema = z.object({
  data: z.array(z.object({ key_id: z.uuid(), last_used_at: z.iso.datetime() })).max(LIMIT),
  cursor: z.string().min(1).max(128),
  has_more: z.boolean(),
});

const parsePage = (text: string | undefined): UsesPage | undefined => {
  const { data: page } = pageSchema.safeParse(text === undefined ? undefined : parseJson(text));
  return (
    page && {
      uses: page.data.map(({ key_id, last_used_at }) => ({ keyId: key_id, usedAt: last_used_at })),
      cursor: page.cursor,
      hasMore: page.has_more,
    }
  );
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
