export const ACTOR_TYPES = ['user', 'operator', 'api_key', 'system'] as const;

/** Who did it. `id` is an id or the operator's name, never an e-mail address. */
export type Actor = { readonly type: (typeof ACTOR_TYPES)[number]; readonly id: string };

export const SCHEMA_VERSION = 1;

/** Stored beside the data of every event. `time` is ISO 8601, UTC, with milliseconds. */
export type EventMetadata = {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly actor: Actor;
  /** The request's id. */
  readonly correlationId: string;
  /** The command's id. */
  readonly causationId: string;
  readonly time: string;
};

/** What every command carries: the domain has no clock, makes no ids and knows no caller. */
export interface CommandContext {
  readonly commandId: string;
  readonly actor: Actor;
  readonly requestId: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly time: string;
}

export const metadataOf = ({ actor, requestId, commandId, time }: CommandContext): EventMetadata => ({
  schemaVersion: SCHEMA_VERSION,
  actor: { type: actor.type, id: actor.id },
  correlationId: requestId,
  causationId: commandId,
  time,
});
