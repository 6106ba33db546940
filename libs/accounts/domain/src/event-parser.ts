/** A stored event as read back. `unknown_type` and `malformed` begin the reason; it never quotes a value. */
export type ParsedEvent<Event> =
  { readonly ok: true; readonly event: Event } | { readonly ok: false; readonly reason: string };
