import { randomUUID } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A random UUID (version 4), lower case. */
export const newId = (): string => randomUUID();

/** Whether the text is a UUID of any version, in either case. */
export const isUuid = (text: unknown): text is string => typeof text === 'string' && UUID.test(text);
