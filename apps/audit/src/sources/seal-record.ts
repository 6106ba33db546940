import { BadSeal, parseSeal, type Seal } from '@latchkey/seals';

/** A stored seal: as it is, and what it says if it says something. */
export type SealRecord = { readonly ok: true; readonly seal: Seal } | { readonly ok: false; readonly reason: string };

export function sealRecord(json: unknown): SealRecord {
  try {
    return { ok: true, seal: parseSeal(json) };
  } catch (error) {
    if (!(error instanceof BadSeal)) throw error;
    return { ok: false, reason: error.message };
  }
}

/** Of the text that a table or a file holds. */
export function sealRecordFromText(text: string): SealRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
  return sealRecord(json);
}
