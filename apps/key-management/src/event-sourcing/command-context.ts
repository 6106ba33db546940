import type { CommandContext } from '@latchkey/accounts-domain';
import type { Clock } from '@latchkey/platform';
import type { Call } from '../callers/call';

export const commandContext = ({ actor, requestId }: Call, clock: Clock, commandId: string): CommandContext => ({
  commandId,
  actor,
  requestId,
  time: clock.now().toISOString(),
});
