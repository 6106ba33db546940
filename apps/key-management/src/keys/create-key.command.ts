import type { Call } from '../callers/call';
import type { Repeatable } from '../http/idempotent';
import type { CreateKeyBody } from './key.dto';

export class CreateKeyCommand {
  constructor(
    readonly call: Call,
    readonly body: CreateKeyBody,
    readonly repeatable: Repeatable | undefined,
  ) {}
}
