const SHORTEST = 12;
const LONGEST = 128;

/** What can be said of a new password before the server, which also knows the common ones, judges it. */
export function passwordComplaint(password: string): 'short' | 'long' | null {
  const length = Array.from(password).length;
  if (length < SHORTEST) return 'short';
  return length > LONGEST ? 'long' : null;
}
