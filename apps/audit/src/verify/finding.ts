/** Something that is not as it was sealed, or as a log must be. */
export interface Finding {
  readonly kind:
    | 'event-altered'
    | 'event-missing'
    | 'event-malformed'
    | 'version-gap'
    | 'leaf-hash-altered'
    | 'head-mismatch'
    | 'seal-bad'
    | 'export-damaged';
  /** The ordinals it is about: one, or an interval in which it must lie; null where it is about no event. */
  readonly from: number | null;
  readonly to: number | null;
  /** A sentence without its end. */
  readonly message: string;
}

export const findingAt = (kind: Finding['kind'], ordinal: number, message: string): Finding => ({
  kind,
  from: ordinal,
  to: ordinal,
  message,
});

/** By which ordinal something is certainly wrong, as narrow as it is known. */
export function firstBad(findings: readonly Finding[]): { readonly from: number; readonly to: number } | null {
  let first: { from: number; to: number } | null = null;
  for (const { from, to } of findings) {
    if (from === null || to === null) continue;
    if (first === null || to < first.to || (to === first.to && from > first.from)) first = { from, to };
  }
  return first;
}
