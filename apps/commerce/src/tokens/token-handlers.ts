import type { Page } from '@latchkey/platform-nest';
import type { Authorized } from '../authorization/request-authorizer.port';
import type { SecurityCodes } from '../security-codes/security-codes.repository';
import { consumeToken } from './consume-token.handler';
import { createTokenCreator, type CreateTokenDeps, type CreateTokenHandler } from './create-token.handler';
import { deleteToken } from './delete-token.handler';
import { listTokens, readToken } from './read-tokens.handler';
import type { TokenListQuery } from './token-list';
import type { TokenView } from './token-view';

export const TOKEN_HANDLERS = Symbol('token handlers');

/** What the controller hands its requests to. */
export interface TokenHandlers {
  readonly create: CreateTokenHandler;
  read(id: string, caller: Authorized): Promise<TokenView>;
  list(query: TokenListQuery, caller: Authorized): Promise<Page<TokenView>>;
  /** Drops the security code. False if the token was not there. */
  consume(id: string, caller: Authorized): Promise<boolean>;
  /** False if it was not there. */
  delete(id: string, caller: Authorized): Promise<boolean>;
}

export interface TokenHandlersDeps extends CreateTokenDeps {
  readonly securityCodes: SecurityCodes;
}

export function createTokenHandlers(deps: TokenHandlersDeps): TokenHandlers {
  return {
    create: createTokenCreator(deps),
    read: (id, caller) => readToken(deps, id, caller),
    list: (query, caller) => listTokens(deps, query, caller),
    consume: (id, caller) => consumeToken(deps, id, caller),
    delete: (id, caller) => deleteToken(deps, id, caller),
  };
}
