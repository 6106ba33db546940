import { checkFreeText } from '@latchkey/accounts-domain';
import { Problem } from '@latchkey/platform';

/** Trimmed, 1 to 100 characters; throws 422 naming the field. */
export const requireUserName = (text: string): string => {
  const name = checkFreeText(text);
  if (!name.ok) throw new Problem('validation_failed', { errors: [{ field: 'name', message: name.reason }] });
  return name.value;
};
