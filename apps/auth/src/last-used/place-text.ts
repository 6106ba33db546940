import type { Place } from './last-used.port';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PLACE = new RegExp(`^(${UUID})\\.(0|[1-9][0-9]{0,14})\\.(${UUID})$`);

export const placeText = ({ epoch, revision, keyId }: Place): string => `${epoch}.${revision}.${keyId}`;

/** Undefined for what was not made by `placeText`. */
export function parsePlace(text: string): Place | undefined {
  const [, epoch, revision, keyId] = PLACE.exec(text) ?? [];
  if (epoch === undefined || keyId === undefined) return undefined;
  return { epoch, revision: Number(revision), keyId };
}
