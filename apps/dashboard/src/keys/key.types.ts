import { type Schemas } from '../api/client';

export type Key = Schemas['Key'];
export type CreatedKey = Schemas['CreatedKey'];
export type Scope = Schemas['Scope'];
export type Feature = Scope['features'][number];
export type Actor = Schemas['Actor'];
