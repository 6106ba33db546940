interface CatalogueEntry {
  readonly status: number;
  /** The same for every occurrence. */
  readonly title: string;
  /** Used when nothing more exact is said. Safe to show to anyone. */
  readonly detail: string;
  /** Seconds; sent as `retry-after`. */
  readonly retryAfter?: number;
}

const entry = (status: number, title: string, detail: string, retryAfter?: number): CatalogueEntry =>
  retryAfter === undefined ? { status, title, detail } : { status, title, detail, retryAfter };

/** Every error this platform answers: the stable machine word (`classifier`), its status and its default words. */
export const PROBLEMS = {
  malformed_request: entry(400, 'Malformed request', 'The request is not valid HTTP.'),
  malformed_body: entry(400, 'Malformed body', 'The body must be one JSON object.'),
  bad_query: entry(400, 'Bad query', 'A query parameter is not valid.'),
  bad_header: entry(400, 'Bad header', 'A header is not valid.'),
  duplicate_api_key: entry(400, 'More than one API key', 'Send exactly one x-api-key header.'),
  unknown_position: entry(400, 'Unknown position', 'The position is malformed or belongs to another log.'),

  missing_api_key: entry(401, 'No API key', 'Send an API key in the x-api-key header.'),
  invalid_api_key: entry(401, 'Invalid API key', 'The API key is not valid.'),
  wrong_mode: entry(401, 'Key of another mode', 'The API key belongs to the other mode (live or test).'),
  api_key_revoked: entry(401, 'API key revoked', 'The API key has been revoked.'),
  missing_credentials: entry(401, 'No credentials', 'Send an operator token, a session or an API key.'),
  invalid_credentials: entry(401, 'Invalid credentials', 'The credentials are not valid.'),
  sign_in_failed: entry(401, 'Sign-in failed', 'The e-mail address or the password is wrong.'),
  session_expired: entry(401, 'Session expired', 'The session is over; sign in again.'),

  feature_not_in_scope: entry(403, 'Feature not in scope', "The key's scope does not contain this feature."),
  merchant_not_in_scope: entry(403, 'Merchant not in scope', "The key's scope does not contain this merchant."),
  scoped_keys_unavailable: entry(
    403,
    'Scoped keys unavailable',
    "The account's operating model does not allow scoped keys.",
  ),
  operating_model_forbids: entry(
    403,
    'Operating model forbids this',
    "The account's operating model does not allow this.",
  ),
  forbidden: entry(403, 'Forbidden', 'This is not allowed.'),
  session_required: entry(
    403,
    'Session required',
    "Sign in to do this, or use an operator's token where that is allowed; an API key may not.",
  ),
  role_forbids: entry(403, 'Role forbids this', 'Your role in the account does not allow this.'),
  fresh_password_required: entry(
    403,
    'Fresh password required',
    'Give your password again with POST /session/confirm, then repeat the request.',
  ),
  wrong_password: entry(403, 'Wrong password', 'The password is wrong.'),
  origin_forbidden: entry(
    403,
    'Origin forbidden',
    "With a session, changes are taken from the dashboard's own pages only: Origin must be its origin.",
  ),
  destination_not_allowed: entry(
    403,
    'Destination not allowed',
    "The destination is not among the account's allowed destinations, or not for this merchant. " +
      'An operator changes the list with PUT /destinations; host, port, path and POST must be in it.',
  ),
  operator_required: entry(403, 'Operator required', 'Only an operator of the installation may do this.'),

  not_found: entry(404, 'Not found', 'There is nothing here.'),
  ambiguous_key: entry(
    409,
    'More than one key',
    'The display form is that of several keys: name one of them by its id.',
  ),
  conflict: entry(409, 'Conflict', 'The current state does not allow this.'),
  last_owner: entry(409, 'Last owner', 'The account would be left without an owner.'),
  merchant_removed: entry(409, 'Merchant removed', 'The merchant has been removed.'),
  forward_url_missing: entry(409, 'No forward URL', 'The merchant has no payment_forward_url.'),
  network_tokens_unavailable: entry(
    409,
    'Network tokens unavailable',
    'This installation has no provider of network tokens.',
  ),
  outcome_unknown: entry(
    409,
    'Outcome unknown',
    'The first request with this idempotency key may have reached the destination; it is never sent again.',
  ),
  idempotency_key_in_progress: entry(
    409,
    'Request still running',
    'The first request with this idempotency key is still running.',
    1,
  ),
  precondition_failed: entry(412, 'Precondition failed', 'The resource is not in the state the request expects.'),
  request_timeout: entry(408, 'Request timeout', 'The request did not arrive in time.'),
  payload_too_large: entry(413, 'Payload too large', 'The body is too large.'),
  uri_too_long: entry(414, 'URL too long', 'The URL is too long.'),
  unsupported_media_type: entry(
    415,
    'Unsupported media type',
    'Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded.',
  ),
  validation_failed: entry(422, 'Validation failed', 'The body has members that are missing, wrong or unknown.'),
  idempotency_key_reused: entry(
    422,
    'Idempotency key reused',
    'The idempotency key was used before with another request.',
  ),
  merchant_mismatch: entry(422, 'Merchant mismatch', "The merchant is not the token's."),
  invalid_template: entry(
    422,
    'Invalid template',
    'The body has placeholders that are unknown, malformed, too many or in a place where none can stand.',
  ),
  value_missing: entry(
    422,
    'Value missing',
    'The body asks for a value that is not there, or that a filter does not take.',
  ),
  too_many_requests: entry(429, 'Too many requests', 'Too many requests; try again later.', 1),
  headers_too_large: entry(431, 'Headers too large', 'The headers are too large.'),

  internal_error: entry(500, 'Internal error', 'Something went wrong on our side.'),
  destination_not_found: entry(502, 'Destination not found', "The destination's name cannot be resolved."),
  destination_address_forbidden: entry(
    502,
    'Destination address forbidden',
    "The destination's name resolves to an address that is not public.",
  ),
  destination_unreachable: entry(502, 'Destination unreachable', 'The connection to the destination failed.'),
  destination_tls_failed: entry(502, 'Destination TLS failed', "The destination's certificate is not good."),
  destination_bad_answer: entry(502, 'Bad answer', "The destination's answer is not HTTP that can be relayed."),
  destination_answer_too_large: entry(502, 'Answer too large', "The destination's answer is too large."),
  destination_timeout: entry(504, 'Destination timeout', 'The destination did not answer in time.'),
  authorization_unavailable: entry(
    503,
    'Authorization unavailable',
    'The request could not be authorised in time; nothing was done.',
    1,
  ),
  audit_unavailable: entry(
    503,
    'Audit unavailable',
    'The log holds an event that this version does not understand: nothing can be said about what came after it.',
    60,
  ),
  position_not_reached: entry(503, 'Position not reached', 'The asked-for position has not been reached yet.', 1),
  overloaded: entry(503, 'Overloaded', 'Too many requests are being handled; nothing was done.', 1),
  store_unavailable: entry(503, 'Event store unavailable', 'The event store cannot be reached; nothing was done.', 1),
  commerce_unavailable: entry(
    503,
    'Commerce unavailable',
    'The commerce service cannot be reached; nothing was done.',
    1,
  ),
  access_records_unavailable: entry(
    503,
    'Access records unavailable',
    'That this was asked for could not be recorded; nothing was done.',
    1,
  ),
  write_unconfirmed: entry(503, 'Write unconfirmed', 'It is not known whether this was done; repeat the request.', 1),
  database_unavailable: entry(503, 'Database unavailable', 'The database cannot be reached; nothing was done.', 1),
} as const satisfies Record<string, CatalogueEntry>;

export type Classifier = keyof typeof PROBLEMS;

/** The catalogue's entry, with its optional members visible to the type. */
export const problemEntry = (classifier: Classifier): CatalogueEntry => PROBLEMS[classifier];

export const isClassifier = (text: string): text is Classifier => Object.hasOwn(PROBLEMS, text);
