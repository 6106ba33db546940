// Written by `npm run api-types` from apps/key-management/src/openapi. Do not edit.

export interface paths {
  '/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List accounts */
    get: {
      parameters: {
        query?: {
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
        };
        header?: {
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List accounts */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AccountList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /**
     * Open an account
     * @description It starts with one merchant, its own.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes a repeat of this POST harmless for 24 hours. */
          'x-idempotency-key'?: components['parameters']['IdempotencyKey'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['OpenAccount'];
        };
      };
      responses: {
        /** @description Open an account */
        201: {
          headers: {
            'idempotent-replayed': components['headers']['IdempotentReplayed'];
            location: components['headers']['Location'];
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Account'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_in_progress`: The first request with this idempotency key is still running. */
        409: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. `idempotency_key_reused`: The idempotency key was used before with another request. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/accounts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an account */
    get: {
      parameters: {
        query?: never;
        header?: {
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The account's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read an account */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Account'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/accounts/{id}/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Invite somebody to an account
     * @description How an account gets its first owner. The link is good for 7 days; an earlier one for the same address in the account is good no more. That the address belongs to a user of another account is not told; accepting is then 409.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes a repeat of this POST harmless for 24 hours. */
          'x-idempotency-key'?: components['parameters']['IdempotencyKey'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The account's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['InviteToAccount'];
        };
      };
      responses: {
        /** @description Invite somebody to an account */
        201: {
          headers: {
            'idempotent-replayed': components['headers']['IdempotentReplayed'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadeInvitation'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_in_progress`: The first request with this idempotency key is still running. `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. `idempotency_key_reused`: The idempotency key was used before with another request. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/accounts/{id}/operating-model': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change an account’s operating model
     * @description What existing keys may do changes with it. 409 to `primary_merchant` while there are more merchants.
     */
    put: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The account's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['OperatingModel'];
        };
      };
      responses: {
        /** @description Change an account’s operating model */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Account'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/accounts/{id}/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List an account’s users */
    get: {
      parameters: {
        query?: {
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
          /** @description Several values are separated by commas. */
          status?: 'active' | 'removed' | 'all';
        };
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The account's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List an account’s users */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/accounts/{id}/users/{user_id}/password-resets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a link by which a user chooses another password
     * @description Good for an hour; until it is used the password stays. An earlier one is good no more. The body is empty or `{}`.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes a repeat of this POST harmless for 24 hours. */
          'x-idempotency-key'?: components['parameters']['IdempotencyKey'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The account's id. A malformed one is 404 like one that does not exist. */
          id: string;
          /** @description The user's id. A malformed one is 404 like one that does not exist. */
          user_id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Make a link by which a user chooses another password */
        201: {
          headers: {
            'idempotent-replayed': components['headers']['IdempotentReplayed'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadePasswordReset'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `duplicate_api_key`: Send exactly one x-api-key header. `malformed_body`: The body must be one JSON object. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_in_progress`: The first request with this idempotency key is still running. `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_reused`: The idempotency key was used before with another request. `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api-key': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the calling key */
    get: {
      parameters: {
        query?: never;
        header?: {
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read the calling key */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Key'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Revoke the calling key */
    delete: {
      parameters: {
        query?: {
          /** @description How long to wait for that. Accepted; without effect for now. */
          timeout_ms?: number;
          /** @description Whether to wait until it is confirmed. Accepted; for now every answer is that of `none`. */
          wait?: 'all' | 'none';
        };
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Revoke the calling key */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Revocation'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `operator_required`: Only an operator of the installation may do this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List keys */
    get: {
      parameters: {
        query?: {
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Keys whose scope has one of these merchants, separated by commas. */
          merchant_id?: string;
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description Part of the label, in any case. */
          q?: string;
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?:
            | 'created_at asc'
            | 'created_at desc'
            | 'label asc'
            | 'label desc'
            | 'last_used_at asc'
            | 'last_used_at desc';
          /** @description Several values are separated by commas. */
          status?: 'active' | 'revoked' | 'all';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List keys */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['KeyList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /**
     * Create a key
     * @description The secret is in this answer and nowhere else. In a session the password must have been given a short time ago (`fresh_until`).
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes a repeat of this POST harmless for 24 hours. */
          'x-idempotency-key'?: components['parameters']['IdempotencyKey'];
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateKey'];
        };
      };
      responses: {
        /** @description Create a key */
        201: {
          headers: {
            'idempotent-replayed': components['headers']['IdempotentReplayed'];
            location: components['headers']['Location'];
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CreatedKey'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. `fresh_password_required`: Give your password again with POST /session/confirm, then repeat the request. `scoped_keys_unavailable`: The account's operating model does not allow scoped keys. `operating_model_forbids`: The account's operating model does not allow this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_in_progress`: The first request with this idempotency key is still running. `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. `idempotency_key_reused`: The idempotency key was used before with another request. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a key */
    get: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The key's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read a key */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Key'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /**
     * Revoke a key
     * @description Final; again answers the same. An unscoped key may revoke itself.
     */
    delete: {
      parameters: {
        query?: {
          /** @description How long to wait for that. Accepted; without effect for now. */
          timeout_ms?: number;
          /** @description Whether to wait until it is confirmed. Accepted; for now every answer is that of `none`. */
          wait?: 'all' | 'none';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The key's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Revoke a key */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Revocation'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a key’s label */
    patch: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The key's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['LabelKey'];
        };
      };
      responses: {
        /** @description Change a key’s label */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Key'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api-keys/{id}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a key’s events in order */
    get: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The key's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read a key’s events in order */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['KeyHistory'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit/as-of': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the account and its keys as they were at a time
     * @description Of a time that the index may not have reached yet, up to 2 s are waited.
     */
    get: {
      parameters: {
        query: {
          /** @description A date (its UTC midnight) or a time with a zone; not in the future. */
          at: string;
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description This key alone. */
          key_id?: string;
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
          /** @description As it was. Several values are separated by commas. */
          status?: 'active' | 'revoked' | 'all';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read the account and its keys as they were at a time */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['IndexPosition'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AuditAsOf'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. `audit_unavailable`: The log holds an event that this version does not understand: nothing can be said about what came after it. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a key’s events
     * @description From the first on, unless `sort` says otherwise.
     */
    get: {
      parameters: {
        query: {
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description The key’s id or its display form. */
          key: string;
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read a key’s events */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['IndexPosition'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AuditEntryList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `ambiguous_key`: The display form is that of several keys: name one of them by its id. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit/proofs/{event}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Prove that an event is in the sealed log */
    get: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The event's id. A malformed one is 404 like one that does not exist. */
          event: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Prove that an event is in the sealed log */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['IndexPosition'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AuditProof'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. `audit_unavailable`: The log holds an event that this version does not understand: nothing can be said about what came after it. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit/seals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the signed heads of the log
     * @description They are about the installation’s whole log: all that they tell of it is how long it is.
     */
    get: {
      parameters: {
        query?: {
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Which log. */
          log?: 'events' | 'user-actions';
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List the signed heads of the log */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['IndexPosition'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SealList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. `audit_unavailable`: The log holds an event that this version does not understand: nothing can be said about what came after it. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the events of the account and its keys */
    get: {
      parameters: {
        query?: {
          /** @description `user:<id>` and the like; several are separated by commas. */
          actor?: string;
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description From this effective time on. */
          from?: string;
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
          /** @description Before this effective time. */
          to?: string;
          /** @description Several are separated by commas. */
          type?:
            | 'AccountOpened'
            | 'OperatingModelChanged'
            | 'MerchantAdded'
            | 'MerchantChanged'
            | 'MerchantRemoved'
            | 'DestinationAllowed'
            | 'DestinationRemoved'
            | 'EncryptionKeyIssued'
            | 'KeyCreated'
            | 'KeyLabeled'
            | 'KeyRevoked';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List the events of the account and its keys */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['IndexPosition'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AuditEntryList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit/who-could': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find the keys that could do something at a time, or at any moment between two
     * @description As auth would have answered then. `from` and `to` both count; a moment lies between two events, so that what began and ended within a millisecond counts.
     */
    get: {
      parameters: {
        query: {
          /** @description The time; or `from` and `to`. */
          at?: string;
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description Forwards only: could it go there? Without it a forward needs no allowed destination. */
          destination?: string;
          /** @description What is done. */
          feature:
            | 'tokens.list'
            | 'tokens.read'
            | 'payment-data.list'
            | 'payment-data.forward'
            | 'cardholder-data.forward'
            | 'tokens.create'
            | 'tokens.delete'
            | 'tokens.consume'
            | 'payment-data.create';
          /** @description The first time. */
          from?: string;
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description For whom; without it, for anybody or nobody. */
          merchant_id?: string;
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
          /** @description The last time. */
          to?: string;
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Find the keys that could do something at a time, or at any moment between two */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['IndexPosition'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AuditWhoCould'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. `audit_unavailable`: The log holds an event that this version does not understand: nothing can be said about what came after it. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/destinations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the allowed forwarding destinations */
    get: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read the allowed forwarding destinations */
        200: {
          headers: {
            /** @description The list’s etag. */
            etag?: string;
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DestinationList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    /**
     * Replace the allowed forwarding destinations
     * @description Where forwards may go. The whole list, all or nothing; it may differ from the one before in at most 100 places and half a megabyte.
     */
    put: {
      parameters: {
        query?: {
          /** @description How long to wait for that. Accepted; without effect for now. */
          timeout_ms?: number;
          /** @description Whether to wait until it is confirmed. Accepted; for now every answer is that of `none`. */
          wait?: 'all' | 'none';
        };
        header?: {
          /** @description 412 unless the list has this etag. */
          'if-match'?: string;
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ReplaceDestinations'];
        };
      };
      responses: {
        /** @description Replace the allowed forwarding destinations */
        200: {
          headers: {
            /** @description The list’s etag. */
            etag?: string;
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReplacedDestinations'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `precondition_failed`: The resource is not in the state the request expects. */
        412: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List pending invitations */
    get: {
      parameters: {
        query?: {
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List pending invitations */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InvitationList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /**
     * Invite somebody to the account
     * @description An owner’s. The link is good for 7 days; an earlier one for the same address in the account is good no more. That the address belongs to a user of another account is not told; accepting is then 409.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes a repeat of this POST harmless for 24 hours. */
          'x-idempotency-key'?: components['parameters']['IdempotencyKey'];
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['Invite'];
        };
      };
      responses: {
        /** @description Invite somebody to the account */
        201: {
          headers: {
            'idempotent-replayed': components['headers']['IdempotentReplayed'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadeInvitation'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_in_progress`: The first request with this idempotency key is still running. `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. `idempotency_key_reused`: The idempotency key was used before with another request. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/invitations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Withdraw an invitation
     * @description An owner’s.
     */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The invitation's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Withdraw an invitation */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Invitation'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/invitations/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept an invitation
     * @description Makes the user and signs them in. Needs no idempotency key: the token is good once. Only for pages of the dashboard’s own origin.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AcceptInvitation'];
        };
      };
      responses: {
        /** @description Accept an invitation */
        200: {
          headers: {
            'set-cookie': components['headers']['SessionCookie'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `malformed_body`: The body must be one JSON object. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `too_many_requests`: Too many requests; try again later. */
        429: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/merchants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List merchants */
    get: {
      parameters: {
        query?: {
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
          /** @description Several values are separated by commas. */
          status?: 'active' | 'removed' | 'all';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List merchants */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MerchantList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Add a merchant */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes a repeat of this POST harmless for 24 hours. */
          'x-idempotency-key'?: components['parameters']['IdempotencyKey'];
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AddMerchant'];
        };
      };
      responses: {
        /** @description Add a merchant */
        201: {
          headers: {
            'idempotent-replayed': components['headers']['IdempotentReplayed'];
            location: components['headers']['Location'];
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Merchant'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. `operating_model_forbids`: The account's operating model does not allow this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_in_progress`: The first request with this idempotency key is still running. `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. `idempotency_key_reused`: The idempotency key was used before with another request. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/merchants/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a merchant */
    get: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Answer from this position on, or 503. */
          'x-latchkey-min-position'?: components['parameters']['MinPosition'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The merchant's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read a merchant */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Merchant'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `unknown_position`: The position is malformed or belongs to another log. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `feature_not_in_scope`: The key's scope does not contain this feature. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `position_not_reached`: The asked-for position has not been reached yet. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /**
     * Remove a merchant
     * @description Final; again is a success. Existing keys lose it at once. The account’s own stays.
     */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The merchant's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Remove a merchant */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Merchant'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. `operating_model_forbids`: The account's operating model does not allow this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a merchant */
    patch: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The merchant's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeMerchant'];
        };
      };
      responses: {
        /** @description Change a merchant */
        200: {
          headers: {
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Merchant'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `merchant_removed`: The merchant has been removed. `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/merchants/{id}/encryption-key': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Issue an encryption key to a merchant
     * @description Makes a new one on each call; what commerce encrypts to the merchant is encrypted with the latest. Shown once. The body is empty or `{}`. It opens a bundle’s `encrypted_authentication_data`: a compact JWE (`A256GCMKW`, `A256GCM`) whose header names the `kid`, for any JOSE library; what is in it is said of `Bundle` in commerce’s `/docs`.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes a repeat of this POST harmless for 24 hours. */
          'x-idempotency-key'?: components['parameters']['IdempotencyKey'];
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The merchant's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Issue an encryption key to a merchant */
        201: {
          headers: {
            'idempotent-replayed': components['headers']['IdempotentReplayed'];
            'x-latchkey-position': components['headers']['Position'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EncryptionKey'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `duplicate_api_key`: Send exactly one x-api-key header. `malformed_body`: The body must be one JSON object. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_in_progress`: The first request with this idempotency key is still running. `merchant_removed`: The merchant has been removed. `conflict`: The current state does not allow this. */
        409: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `idempotency_key_reused`: The idempotency key was used before with another request. `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. `commerce_unavailable`: The commerce service cannot be reached; nothing was done. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/one-time-links/look-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read what a one-time link is for
     * @description Changes nothing. One that is unknown, used, withdrawn or too old is 404 alike.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['OneTimeToken'];
        };
      };
      responses: {
        /** @description Read what a one-time link is for */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OneTimeLink'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `malformed_body`: The body must be one JSON object. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `too_many_requests`: Too many requests; try again later. */
        429: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/password-resets/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Choose another password
     * @description Ends every session of the user and signs them in. Needs no idempotency key: the token is good once. Only for pages of the dashboard’s own origin.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AcceptPasswordReset'];
        };
      };
      responses: {
        /** @description Choose another password */
        200: {
          headers: {
            'set-cookie': components['headers']['SessionCookie'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `malformed_body`: The body must be one JSON object. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `too_many_requests`: Too many requests; try again later. */
        429: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the session */
    get: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read the session */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /**
     * Sign in
     * @description An unknown address, a wrong password and a user who was removed are answered alike. Needs no idempotency key: what a repetition does is done anew. Only for pages of the dashboard’s own origin.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SignIn'];
        };
      };
      responses: {
        /** @description Sign in */
        200: {
          headers: {
            'set-cookie': components['headers']['SessionCookie'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `malformed_body`: The body must be one JSON object. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `sign_in_failed`: The e-mail address or the password is wrong. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `too_many_requests`: Too many requests; try again later. */
        429: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    /** Sign out here */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Sign out here */
        200: {
          headers: {
            'set-cookie': components['headers']['SessionCookie'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Nothing'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/session/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give the password again
     * @description The session gets another id and is fresh; it does not live longer. Needs no idempotency key: what a repetition does is done anew.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ConfirmPassword'];
        };
      };
      responses: {
        /** @description Give the password again */
        200: {
          headers: {
            'set-cookie': components['headers']['SessionCookie'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. `wrong_password`: The password is wrong. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `too_many_requests`: Too many requests; try again later. */
        429: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/session/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change the password
     * @description Ends every other session of the user. This one gets another id and is fresh.
     */
    put: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangePassword'];
        };
      };
      responses: {
        /** @description Change the password */
        200: {
          headers: {
            'set-cookie': components['headers']['SessionCookie'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. `wrong_password`: The password is wrong. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `too_many_requests`: Too many requests; try again later. */
        429: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Sign out everywhere
     * @description Ends every session of the user, on every replica, at once.
     */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Sign out everywhere */
        200: {
          headers: {
            'set-cookie': components['headers']['SessionCookie'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Nothing'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List users */
    get: {
      parameters: {
        query?: {
          /** @description `next_cursor` of the list before. Not together with page. */
          cursor?: components['parameters']['Cursor'];
          /** @description Items on a page. */
          limit?: components['parameters']['Limit'];
          /** @description Not together with cursor. */
          page?: components['parameters']['Page'];
          /** @description What to sort by, ties by id. The space may be written as + or %2B. */
          sort?: 'created_at asc' | 'created_at desc';
          /** @description Several values are separated by commas. */
          status?: 'active' | 'removed' | 'all';
        };
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List users */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserList'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a user
     * @description An owner’s. Final; again is a success. Ends their sessions at once, withdraws their invitations and frees the address.
     */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The user's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Remove a user */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `last_owner`: The account would be left without an owner. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /**
     * Change a user’s name or role
     * @description An owner’s. Counts from their next request on. Who is no owner any more has no pending invitations.
     */
    patch: {
      parameters: {
        query?: never;
        header?: {
          /** @description The account that an operator’s call is about. Keys and users are about their own. */
          'x-latchkey-account'?: components['parameters']['Account'];
          /** @description Echoed and logged. */
          'x-request-id'?: components['parameters']['RequestId'];
        };
        path: {
          /** @description The user's id. A malformed one is 404 like one that does not exist. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeUser'];
        };
      };
      responses: {
        /** @description Change a user’s name or role */
        200: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
        /** @description `malformed_request`: The request is not valid HTTP. `bad_query`: A query parameter is not valid. `bad_header`: A header is not valid. `malformed_body`: The body must be one JSON object. `duplicate_api_key`: Send exactly one x-api-key header. */
        400: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `missing_credentials`: Send an operator token, a session or an API key. `invalid_credentials`: The credentials are not valid. `missing_api_key`: Send an API key in the x-api-key header. `invalid_api_key`: The API key is not valid. `wrong_mode`: The API key belongs to the other mode (live or test). `api_key_revoked`: The API key has been revoked. `session_expired`: The session is over; sign in again. */
        401: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `session_required`: Sign in to do this, or use an operator's token where that is allowed; an API key may not. `role_forbids`: Your role in the account does not allow this. `origin_forbidden`: With a session, changes are taken from the dashboard's own pages only: Origin must be its origin. */
        403: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `not_found`: There is nothing here. */
        404: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `last_owner`: The account would be left without an owner. */
        409: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `payload_too_large`: The body is too large. */
        413: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `unsupported_media_type`: Send the body uncompressed, as application/json; that of a forward may also be application/x-www-form-urlencoded. */
        415: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `validation_failed`: The body has members that are missing, wrong or unknown. */
        422: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `internal_error`: Something went wrong on our side. */
        500: {
          headers: {
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** @description `overloaded`: Too many requests are being handled; nothing was done. `store_unavailable`: The event store cannot be reached; nothing was done. `database_unavailable`: The database cannot be reached; nothing was done. `write_unconfirmed`: It is not known whether this was done; repeat the request. */
        503: {
          headers: {
            'retry-after': components['headers']['RetryAfter'];
            'x-request-id': components['headers']['RequestId'];
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AcceptInvitation: {
      /**
       * @description 1 to 100 characters, no control characters, nothing secret.
       * @example Ada
       */
      name: string;
      /** @description Not the e-mail address, and none of those that are tried first. */
      password: string;
      /** @description What follows `#` in the link. */
      token: string;
    };
    AcceptPasswordReset: {
      /** @description Not the e-mail address, and none of those that are tried first. */
      password: string;
      /** @description What follows `#` in the link. */
      token: string;
    };
    Account: {
      /** Format: date-time */
      created_at: string;
      /** Format: uuid */
      id: string;
      name: string;
      /** @enum {string} */
      operating_model: 'primary_merchant' | 'platform' | 'ecosystem' | 'managed_ecosystem';
    };
    AccountList: {
      data: components['schemas']['Account'][];
      pagination: components['schemas']['Pagination'];
    };
    Actor: {
      id: string;
      /** @enum {string} */
      type: 'user' | 'operator' | 'api_key' | 'system';
    };
    AddMerchant: {
      /** @example Lyon */
      company_city?: string | null;
      /**
       * @description ISO 3166-1 alpha-2.
       * @example FR
       */
      country_code?: string | null;
      /**
       * @description ISO 4217.
       * @example EUR
       */
      default_currency?: string | null;
      /** @example Acme Shoes Ltd */
      legal_name: string;
      /**
       * Format: uri
       * @description Where its bundles are forwarded to; must be an allowed destination too (`PUT /destinations`).
       * @example https://api.psp.example/v1/payments
       */
      payment_forward_url?: string | null;
      /**
       * Format: uri
       * @example https://shoes.example/
       */
      website_url?: string | null;
    };
    AuditAsOf: {
      account: {
        /** Format: uuid */
        id: string;
        merchant_ids: string[];
        /** @description Null: the account was not open yet. */
        operating_model: string | null;
      };
      as_of: components['schemas']['AuditMoment'];
      data: components['schemas']['AuditedKey'][];
      pagination: components['schemas']['Pagination'];
    };
    AuditDeed: {
      actor: components['schemas']['Actor'];
      /**
       * Format: date-time
       * @description The largest time of this event and all before it: the one that counts.
       */
      effective_at: string;
      /** @description Counts the events of the log from 1. */
      ordinal: number;
      /** Format: date-time */
      time: string;
    };
    AuditEdge: {
      /**
       * Format: date-time
       * @description The largest time of this event and all before it: the one that counts.
       */
      at: string;
      /** @description Counts the events of the log from 1. */
      ordinal: number;
    };
    AuditedKey: {
      created: components['schemas']['AuditDeed'] | null;
      display: string | null;
      effective_scope: components['schemas']['Scope'] | null;
      /** Format: uuid */
      id: string;
      label: string | null;
      /** Format: uuid */
      replaces: string | null;
      revoked: components['schemas']['AuditDeed'] | null;
      scope: components['schemas']['Scope'] | null;
      /**
       * @description `none`: not made yet.
       * @enum {string}
       */
      status: 'none' | 'active' | 'revoked';
    };
    AuditEntry: {
      actor: components['schemas']['Actor'] | null;
      /** @description What the event says, without any secret. */
      data: {
        [key: string]: unknown;
      };
      /**
       * Format: date-time
       * @description The largest time of this event and all before it: the one that counts.
       */
      effective_at: string;
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      key_id: string | null;
      /** @description Counts the events of the log from 1. */
      ordinal: number;
      position: string;
      request_id: string | null;
      /** Format: date-time */
      time: string | null;
      type: string;
      version: number;
    };
    AuditEntryList: {
      data: components['schemas']['AuditEntry'][];
      pagination: components['schemas']['Pagination'];
    };
    AuditMoment: {
      /** Format: date-time */
      at: string;
      /** Format: date-time */
      effective_at: string | null;
      /** @description Of the last event that counted then; 0: there was none. */
      ordinal: number;
      position: string | null;
    };
    AuditProof: {
      /** Format: uuid */
      event_id: string;
      leaf_hash: string;
      /** @description The event in its public form, whose bytes are hashed. */
      line: string;
      /** @description Counts the events of the log from 1. */
      ordinal: number;
      /** @description RFC 6962, from the leaf up; null: not sealed yet. */
      proof: string[] | null;
      seal: components['schemas']['Seal'] | null;
      /** @enum {string} */
      status: 'sealed' | 'not_sealed_yet';
    };
    AuditSpan: {
      from: components['schemas']['AuditEdge'] | null;
      to: components['schemas']['AuditEdge'] | null;
    };
    AuditWhoCould: {
      data: components['schemas']['KeyThatCould'][];
      from: components['schemas']['AuditMoment'] | null;
      pagination: components['schemas']['Pagination'];
      to: components['schemas']['AuditMoment'];
    };
    /** @description Members that are absent stay as they are; null unsets. */
    ChangeMerchant: {
      /** @example Lyon */
      company_city?: string | null;
      /**
       * @description ISO 3166-1 alpha-2.
       * @example FR
       */
      country_code?: string | null;
      /**
       * @description ISO 4217.
       * @example EUR
       */
      default_currency?: string | null;
      /** @example Acme Shoes Ltd */
      legal_name?: string;
      /**
       * Format: uri
       * @description Where its bundles are forwarded to; must be an allowed destination too (`PUT /destinations`).
       * @example https://api.psp.example/v1/payments
       */
      payment_forward_url?: string | null;
      /**
       * Format: uri
       * @example https://shoes.example/
       */
      website_url?: string | null;
    };
    ChangePassword: {
      /** @example not a real password */
      current_password: string;
      /** @description Not the e-mail address, and none of those that are tried first. */
      new_password: string;
    };
    /** @description Members that are absent stay as they are. */
    ChangeUser: {
      /**
       * @description 1 to 100 characters, no control characters, nothing secret.
       * @example Ada
       */
      name?: string;
      /** @enum {string} */
      role?: 'owner' | 'admin' | 'viewer';
    };
    ConfirmPassword: {
      /** @example not a real password */
      password: string;
    };
    CreatedKey: {
      /** Format: uuid */
      account_id: string;
      /** Format: date-time */
      created_at: string;
      created_by: components['schemas']['Actor'];
      /** @example lk_test_3fK9aB…x7Qe */
      display: string;
      effective_scope: components['schemas']['Scope'] | null;
      /** Format: uuid */
      id: string;
      /** @description 1 to 100 characters, no control characters, nothing secret. */
      label: string;
      /**
       * Format: date-time
       * @description The second in which commerce was last allowed something with the key, shown within a few seconds of it; calls to this service do not count. Null: never, or nobody tells this service.
       */
      last_used_at: string | null;
      /** Format: uuid */
      replaces: string | null;
      /** Format: date-time */
      revoked_at: string | null;
      revoked_by: components['schemas']['Actor'] | null;
      scope: components['schemas']['Scope'] | null;
      /** @description The whole key, in this answer alone; null when it is repeated. */
      secret: string | null;
      /**
       * @description Only with `secret: null`.
       * @constant
       */
      secret_unavailable?: true;
      /** @enum {string} */
      status: 'active' | 'revoked';
    };
    CreateKey: {
      /**
       * @description 1 to 100 characters, no control characters, nothing secret.
       * @example Checkout EU
       * @example Backend
       */
      label: string;
      /**
       * Format: uuid
       * @description Another key of the account, to link the two.
       */
      replaces?: string | null;
      scope?: components['schemas']['NewScope'] | null;
    };
    Destination: {
      /** @description A DNS name, compared as a whole. No IP address, no wildcard. */
      host: string;
      /** @description For development: a service on this machine, host `localhost`, also by http. Not in mode live. */
      insecure_loopback: boolean;
      /** @description Whose cards and bundles alone may go there; null: those of all merchants, and cards of none. */
      merchant_ids: string[] | null;
      /** @description Forwards go by POST, which must be among them. */
      methods: ('DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT')[];
      /** @description Whole segments: `/v1/pay` allows `/v1/pay` and `/v1/pay/card`, not `/v1/payments`; `/` allows all. Queries are not looked at. */
      path_prefixes: string[];
      /** @description The ports that a URL may have. */
      ports: number[];
      /**
       * @description `masked`: its answers are relayed with card data masked. `status_only`: only their status is.
       * @enum {string}
       */
      relay: 'masked' | 'status_only';
    };
    DestinationList: {
      data: components['schemas']['Destination'][];
      /** @description For `if-match`; equal as long as the list is. */
      etag: string;
    };
    EncryptionKey: {
      /** Format: date-time */
      created_at: string;
      /** @description 32 bytes as base64url, once; null in the answer to a repetition. */
      key: string | null;
      /**
       * @description Only in the answer to a repetition. Whoever has lost the key issues another one.
       * @constant
       */
      key_unavailable?: true;
      /**
       * Format: uuid
       * @description Names the key in what is encrypted with it.
       */
      kid: string;
      /** Format: uuid */
      merchant_id: string;
    };
    FieldError: {
      /** @example scope.merchant_ids */
      field: string;
      message: string;
    };
    Invitation: {
      /** Format: date-time */
      created_at: string;
      created_by: components['schemas']['Actor'];
      email: string;
      /** Format: date-time */
      expires_at: string;
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      role: 'owner' | 'admin' | 'viewer';
    };
    InvitationList: {
      data: components['schemas']['Invitation'][];
      pagination: components['schemas']['Pagination'];
    };
    Invite: {
      /**
       * @example ada@acme.example
       * @example bob@acme.example
       * @example eve@acme.example
       */
      email: string;
      /** @enum {string} */
      role: 'owner' | 'admin' | 'viewer';
    };
    InviteToAccount: {
      /**
       * @example ada@acme.example
       * @example bob@acme.example
       * @example eve@acme.example
       */
      email: string;
      /**
       * @default owner
       * @enum {string|null}
       */
      role: 'owner' | 'admin' | 'viewer' | null;
    };
    Key: {
      /** Format: uuid */
      account_id: string;
      /** Format: date-time */
      created_at: string;
      created_by: components['schemas']['Actor'];
      /** @example lk_test_3fK9aB…x7Qe */
      display: string;
      effective_scope: components['schemas']['Scope'] | null;
      /** Format: uuid */
      id: string;
      /** @description 1 to 100 characters, no control characters, nothing secret. */
      label: string;
      /**
       * Format: date-time
       * @description The second in which commerce was last allowed something with the key, shown within a few seconds of it; calls to this service do not count. Null: never, or nobody tells this service.
       */
      last_used_at: string | null;
      /** Format: uuid */
      replaces: string | null;
      /** Format: date-time */
      revoked_at: string | null;
      revoked_by: components['schemas']['Actor'] | null;
      scope: components['schemas']['Scope'] | null;
      /** @enum {string} */
      status: 'active' | 'revoked';
    };
    KeyHistory: {
      data: components['schemas']['KeyHistoryEntry'][];
    };
    KeyHistoryEntry: {
      actor: components['schemas']['Actor'];
      data: {
        display?: string;
        label?: string;
        /** Format: uuid */
        replaces?: string | null;
        scope?: components['schemas']['Scope'] | null;
      };
      /** Format: uuid */
      id: string;
      position: string;
      request_id: string;
      /** Format: date-time */
      time: string;
      /** @enum {string} */
      type: 'KeyCreated' | 'KeyLabeled' | 'KeyRevoked';
      version: number;
    };
    KeyList: {
      data: components['schemas']['Key'][];
      pagination: components['schemas']['Pagination'];
    };
    KeyThatCould: {
      key: components['schemas']['AuditedKey'];
      /** @description When it could, between two times. `from` null: before them already; `to` null: after them still. */
      spans: components['schemas']['AuditSpan'][] | null;
      /** @enum {string} */
      why: 'unscoped' | 'scope';
    };
    LabelKey: {
      /**
       * @description 1 to 100 characters, no control characters, nothing secret.
       * @example Checkout EU
       */
      label: string;
    };
    MadeInvitation: {
      /** Format: date-time */
      created_at: string;
      created_by: components['schemas']['Actor'];
      email: string;
      /** Format: date-time */
      expires_at: string;
      /** Format: uuid */
      id: string;
      /** @description Works once. In this answer alone; null when it is repeated. */
      link: string | null;
      /**
       * @description Only with `link: null`. Ask for another one.
       * @constant
       */
      link_unavailable?: true;
      /** @enum {string} */
      role: 'owner' | 'admin' | 'viewer';
    };
    MadePasswordReset: {
      /** Format: date-time */
      expires_at: string;
      /** @description Works once. In this answer alone; null when it is repeated. */
      link: string | null;
      /**
       * @description Only with `link: null`. Ask for another one.
       * @constant
       */
      link_unavailable?: true;
    };
    Merchant: {
      /** Format: uuid */
      account_id: string;
      /** @example Lyon */
      company_city: string | null;
      /**
       * @description ISO 3166-1 alpha-2.
       * @example FR
       */
      country_code: string | null;
      /** Format: date-time */
      created_at: string;
      /**
       * @description ISO 4217.
       * @example EUR
       */
      default_currency: string | null;
      /** Format: uuid */
      id: string;
      /** @description Whether it is the account’s own. */
      is_primary: boolean;
      legal_name: string;
      /**
       * Format: uri
       * @description Where its bundles are forwarded to; must be an allowed destination too (`PUT /destinations`).
       * @example https://api.psp.example/v1/payments
       */
      payment_forward_url: string | null;
      /** Format: date-time */
      removed_at: string | null;
      /** @enum {string} */
      status: 'active' | 'removed';
      /**
       * Format: uri
       * @example https://shoes.example/
       */
      website_url: string | null;
    };
    MerchantList: {
      data: components['schemas']['Merchant'][];
      pagination: components['schemas']['Pagination'];
    };
    NewDestination: {
      /**
       * @description A DNS name, compared as a whole. No IP address, no wildcard.
       * @example api.psp.example
       */
      host: string;
      /**
       * @description For development: a service on this machine, host `localhost`, also by http. Not in mode live.
       * @default false
       */
      insecure_loopback: boolean | null;
      /**
       * @description Whose cards and bundles alone may go there; null: those of all merchants, and cards of none.
       * @default null
       */
      merchant_ids: string[] | null;
      /**
       * @description Forwards go by POST, which must be among them.
       * @default [
       *       "POST"
       *     ]
       */
      methods: ('DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT')[] | null;
      /**
       * @description Whole segments: `/v1/pay` allows `/v1/pay` and `/v1/pay/card`, not `/v1/payments`; `/` allows all. Queries are not looked at.
       * @default [
       *       "/"
       *     ]
       */
      path_prefixes: string[] | null;
      /**
       * @description The ports that a URL may have.
       * @default [
       *       443
       *     ]
       */
      ports: number[] | null;
      /**
       * @description `masked`: its answers are relayed with card data masked. `status_only`: only their status is.
       * @default masked
       * @enum {string|null}
       */
      relay: 'masked' | 'status_only' | null;
    };
    NewScope: {
      features: (
        'tokens.list' | 'tokens.read' | 'payment-data.list' | 'payment-data.forward' | 'cardholder-data.forward'
      )[];
      merchant_ids: string[];
    };
    Nothing: Record<string, never>;
    OneTimeLink: {
      account_name: string;
      email: string;
      /** Format: date-time */
      expires_at: string;
      /** @enum {string} */
      kind: 'invitation' | 'password_reset';
      /** @enum {string} */
      role: 'owner' | 'admin' | 'viewer';
    };
    OneTimeToken: {
      /** @description What follows `#` in the link. */
      token: string;
    };
    OpenAccount: {
      /** @example Acme */
      name: string;
      /**
       * @default primary_merchant
       * @enum {string|null}
       */
      operating_model: 'primary_merchant' | 'platform' | 'ecosystem' | 'managed_ecosystem' | null;
    };
    OperatingModel: {
      /** @enum {string} */
      operating_model: 'primary_merchant' | 'platform' | 'ecosystem' | 'managed_ecosystem';
    };
    /** @description With `cursor`, page and totals are null. `next_cursor` is null at the end. */
    Pagination: {
      current_page: number | null;
      next_cursor: string | null;
      page_size: number;
      /**
       * @description Only present when there are more than 10,000.
       * @constant
       */
      total_is_lower_bound?: true;
      /** @description Exact up to 10,000. */
      total_items: number | null;
      total_pages: number | null;
    };
    /** @description RFC 9457, with our own members. */
    Problem: {
      /**
       * @description Stable machine word.
       * @enum {string}
       */
      classifier:
        | 'malformed_request'
        | 'malformed_body'
        | 'bad_query'
        | 'bad_header'
        | 'duplicate_api_key'
        | 'unknown_position'
        | 'missing_api_key'
        | 'invalid_api_key'
        | 'wrong_mode'
        | 'api_key_revoked'
        | 'missing_credentials'
        | 'invalid_credentials'
        | 'sign_in_failed'
        | 'session_expired'
        | 'feature_not_in_scope'
        | 'merchant_not_in_scope'
        | 'scoped_keys_unavailable'
        | 'operating_model_forbids'
        | 'forbidden'
        | 'session_required'
        | 'role_forbids'
        | 'fresh_password_required'
        | 'wrong_password'
        | 'origin_forbidden'
        | 'destination_not_allowed'
        | 'operator_required'
        | 'not_found'
        | 'ambiguous_key'
        | 'conflict'
        | 'last_owner'
        | 'merchant_removed'
        | 'forward_url_missing'
        | 'network_tokens_unavailable'
        | 'outcome_unknown'
        | 'idempotency_key_in_progress'
        | 'precondition_failed'
        | 'request_timeout'
        | 'payload_too_large'
        | 'uri_too_long'
        | 'unsupported_media_type'
        | 'validation_failed'
        | 'idempotency_key_reused'
        | 'merchant_mismatch'
        | 'invalid_template'
        | 'value_missing'
        | 'too_many_requests'
        | 'headers_too_large'
        | 'internal_error'
        | 'destination_not_found'
        | 'destination_address_forbidden'
        | 'destination_unreachable'
        | 'destination_tls_failed'
        | 'destination_bad_answer'
        | 'destination_answer_too_large'
        | 'destination_timeout'
        | 'authorization_unavailable'
        | 'audit_unavailable'
        | 'position_not_reached'
        | 'overloaded'
        | 'store_unavailable'
        | 'commerce_unavailable'
        | 'access_records_unavailable'
        | 'write_unconfirmed'
        | 'database_unavailable';
      /** @description Equal to status. */
      code: number;
      detail: string;
      errors?: components['schemas']['FieldError'][];
      /**
       * Format: uri-reference
       * @description The path of the request.
       */
      instance: string;
      /** @description Equal to detail. */
      message: string;
      /**
       * @description Of a forward: whether any of it reached the destination.
       * @enum {unknown}
       */
      outbound?: 'not_sent' | 'sent' | 'unknown';
      request_id: string;
      status: number;
      title: string;
      /**
       * Format: uri-reference
       * @example /docs/problems#not_found
       */
      type: string;
    };
    ReplacedDestinations: {
      confirmed_by: string[];
      data: components['schemas']['Destination'][];
      /** @description For `if-match`; equal as long as the list is. */
      etag: string;
      /** @description Where in the log it stands. */
      position: string;
      unconfirmed: string[];
    };
    ReplaceDestinations: {
      data: components['schemas']['NewDestination'][];
    };
    Revocation: {
      confirmed_by: string[];
      /** @description Where in the log it stands. */
      position: string;
      /** Format: date-time */
      revoked_at: string;
      unconfirmed: string[];
    };
    Scope: {
      features: (
        'tokens.list' | 'tokens.read' | 'payment-data.list' | 'payment-data.forward' | 'cardholder-data.forward'
      )[];
      merchant_ids: string[];
    };
    Seal: {
      consistency: string[];
      /** @constant */
      format: 'latchkey-seal-1';
      /** @description Fingerprint of the public key that verifies it. */
      key: string;
      /** @enum {string} */
      log: 'events' | 'accesses' | 'user-actions';
      log_id: string;
      previous_size: number | null;
      root: string;
      /** @description Ed25519, base64. */
      signature: string;
      size: number;
      /** Format: date-time */
      time: string;
    };
    SealList: {
      data: components['schemas']['Seal'][];
      pagination: components['schemas']['Pagination'];
    };
    Session: {
      account: {
        allows: {
          /** @description What a scoped key may hold. */
          features: (
            'tokens.list' | 'tokens.read' | 'payment-data.list' | 'payment-data.forward' | 'cardholder-data.forward'
          )[];
          many_merchants: boolean;
          scoped_keys: boolean;
        };
        /** Format: uuid */
        id: string;
        name: string;
        /** @enum {string} */
        operating_model: 'primary_merchant' | 'platform' | 'ecosystem' | 'managed_ecosystem';
      };
      /**
       * Format: date-time
       * @description When the password was last given.
       */
      confirmed_at: string;
      /**
       * Format: date-time
       * @description When it ends whatever is done.
       */
      expires_at: string;
      /**
       * Format: date-time
       * @description Until then a key can be created without giving it again.
       */
      fresh_until: string;
      /**
       * Format: date-time
       * @description When it ends if nothing is done. Written at most once a minute; this call itself counts for nothing.
       */
      idle_expires_at: string;
      /** @enum {string} */
      mode: 'live' | 'test';
      /** Format: date-time */
      signed_in_at: string;
      user: components['schemas']['User'];
    };
    SignIn: {
      /**
       * @example owner@acme.example
       * @example nobody@acme.example
       */
      email: string;
      /**
       * @example not a real password
       * @example neither is this one
       */
      password: string;
    };
    User: {
      /** Format: date-time */
      created_at: string;
      email: string;
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      last_signed_in_at: string | null;
      name: string;
      /** Format: date-time */
      removed_at: string | null;
      /** @enum {string} */
      role: 'owner' | 'admin' | 'viewer';
    };
    UserList: {
      data: components['schemas']['User'][];
      pagination: components['schemas']['Pagination'];
    };
  };
  responses: never;
  parameters: {
    /** @description The account that an operator’s call is about. Keys and users are about their own. */
    Account: string;
    /** @description `next_cursor` of the list before. Not together with page. */
    Cursor: string;
    /** @description Makes a repeat of this POST harmless for 24 hours. */
    IdempotencyKey: string;
    /** @description Items on a page. */
    Limit: number;
    /** @description Answer from this position on, or 503. */
    MinPosition: string;
    /** @description Not together with cursor. */
    Page: number;
    /** @description Echoed and logged. */
    RequestId: string;
  };
  requestBodies: never;
  headers: {
    /** @description The answer is that of an earlier request. */
    IdempotentReplayed: 'true';
    /** @description How far the audit index was: the answer is not older. Absent while nothing of the log was looked at. */
    IndexPosition: string;
    /** @description The path of what was made. */
    Location: string;
    /** @description Where in the log the write stands. Opaque. */
    Position: string;
    /** @description The request's id, yours or one we made. */
    RequestId: string;
    /** @description Seconds to wait. */
    RetryAfter: number;
    /** @description `__Host-latchkey-session`, and the first time in a browser `__Host-latchkey-device`. */
    SessionCookie: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
