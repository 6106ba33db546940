import { createGate } from './gate';

/** Closed by a 401 in mid-work; opened by signing in again as the same user. */
export const signInGate = createGate();

/** Closed by 403 `fresh_password_required`; opened by giving the password. */
export const freshPasswordGate = createGate();
