/**
 * An error that says so itself (`outbound: 'not_sent'`), or that the request was refused (`status` 400 to 499). Everything
 * else, a bug included, may have come after the effect.
 */
export const nothingHappenedByDefault = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { status, classifier, outbound } = error as { status?: unknown; classifier?: unknown; outbound?: unknown };
  if (outbound !== undefined) return outbound === 'not_sent';
  if (classifier === 'outcome_unknown') return false;
  return typeof status === 'number' && status >= 400 && status < 500;
};
