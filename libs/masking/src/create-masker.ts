import { findSecrets } from './find-secrets';
import { gatherCodes } from './gather-codes';
import type { Injected } from './injected';
import { keepJson } from './keep-json';
import { applyOverlay } from './overlay';
import { oneAtATime } from './one-at-a-time';
import { wantedOf, type Wanted } from './secret-patterns';
import { finish, finishInTurns, type Work } from './work';

/** Takes what was injected out of what comes back. What is found and what is not: docs/masking.md. */
export interface Masker {
  /**
   * Whatever the body is, the bytes outside of a match are the same, and a body without a match is returned itself. Takes
   * time linear in the length of the body, in pieces between which others get a turn.
   */
  body(body: Buffer, contentType: string | undefined): Promise<Buffer>;
  /** The same at once, for a short text such as the value of a header; best after a body, which reads `callerText` in turns. */
  text(text: string): string;
}

/** `callerText`: all that the caller had a say in of what was sent, without what was injected. */
export function createMasker(injected: readonly Injected[], callerText: readonly Buffer[]): Masker {
  const wanted = wantedOf(injected);
  const toGather = new Set(wanted.codes === null ? [] : callerText);
  function* mask(bytes: Buffer, isJson: boolean): Work<Buffer> {
    for (const text of toGather) {
      if (wanted.codes !== null) yield* gatherCodes(text, wanted.codes);
      toGather.delete(text);
    }
    return yield* maskBytes(bytes, isJson, wanted);
  }
  return {
    body(body, contentType) {
      const inTurns = () => finishInTurns(mask(body, contentType !== undefined && JSON_TYPE.test(contentType)));
      const isSmall = [body, ...toGather].every(({ length }) => length <= SMALL);
      return isSmall ? inTurns() : largeBodies(inTurns);
    },
    text(text) {
      // Node hands header values over as latin1; a text with other characters cannot have come from there.
      const encoding = [...text].every((character) => character <= '\u00ff') ? 'latin1' : 'utf8';
      const bytes = Buffer.from(text, encoding);
      const masked = finish(mask(bytes, false));
      return masked === bytes ? text : masked.toString(encoding);
    },
  };
}

const SMALL = 65_536;
/** Each takes some ten times its size while it is looked at. */
const largeBodies = oneAtATime();
const JSON_TYPE = /^\s*(application|text)\/json\s*(;|$)|^[^;]*\+json\s*(;|$)/i;

function* maskBytes(bytes: Buffer, isJson: boolean, wanted: Wanted): Work<Buffer> {
  const overlay = yield* findSecrets(bytes, wanted);
  if (!overlay.touched) return bytes;
  return yield* applyOverlay(bytes, overlay, isJson ? yield* keepJson(bytes, overlay) : []);
}
