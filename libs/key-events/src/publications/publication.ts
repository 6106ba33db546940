import type { PublishedEvents, PublishedType } from '../published-events';
import type { JsonSchema } from '../schemas/json-schema';

/** How the stored events of one type are published. */
export interface Publication<Stored = never> {
  readonly type: PublishedType;
  readonly summary: string;
  readonly schema: JsonSchema;
  /**
   * Names every member that is published, so that one which is added to the stored event is not published with it.
   */
  data(stored: Stored): object;
}

/** For each type of stored event, in its present schema version. */
export type Publications<Event extends { readonly type: string; readonly data: unknown }> = {
  readonly [Type in Event['type']]: Publication<Extract<Event, { type: Type }>['data']>;
};

export const publication = <Stored extends { readonly data: unknown }, Type extends PublishedType>(
  type: Type,
  summary: string,
  schema: JsonSchema,
  data: (stored: Stored['data']) => PublishedEvents[Type],
): Publication<Stored['data']> => ({ type, summary, schema, data });
