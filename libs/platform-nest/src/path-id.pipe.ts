import { isUuid } from '@latchkey/platform';
import { type PipeTransform } from '@nestjs/common';

const NOBODYS_ID = '00000000-0000-0000-0000-000000000000';

/**
 * `@Param('id', pathId) id`: an id in a path, in lower case. A malformed one becomes an id that nothing has, so that it
 * ends in the same 404, after the same checks, as one that does not exist.
 */
export const pathId: PipeTransform<unknown, string> = {
  transform: (text) => (isUuid(text) ? text.toLowerCase() : NOBODYS_ID),
};
