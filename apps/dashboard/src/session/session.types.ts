import { type Schemas } from '../api/client';

export type Session = Schemas['Session'];
export type User = Schemas['User'];
export type Role = User['role'];
export type OneTimeLink = Schemas['OneTimeLink'];
