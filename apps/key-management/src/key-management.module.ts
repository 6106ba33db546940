import type { Peppers } from '@latchkey/keys-format';
import type { Clock, Mode } from '@latchkey/platform';
import { type Pool, SurvivingClient } from '@latchkey/postgres';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { AccountRepository } from './accounts/account.repository';
import { AccountsController } from './accounts/accounts.controller';
import { ChangeOperatingModelHandler } from './accounts/change-operating-model.handler';
import { GetAccountHandler } from './accounts/get-account.handler';
import { ListAccountsHandler } from './accounts/list-accounts.handler';
import { OpenAccountHandler } from './accounts/open-account.handler';
import { AuditController } from './audit/audit.controller';
import type { AuditMoments } from './audit/audit-moments';
import { GetAsOfHandler } from './audit/get-as-of.handler';
import { GetAuditHistoryHandler } from './audit/get-audit-history.handler';
import { GetProofHandler } from './audit/get-proof.handler';
import { GetTimelineHandler } from './audit/get-timeline.handler';
import { ListSealsHandler } from './audit/list-seals.handler';
import { WhoCouldHandler } from './audit/who-could.handler';
import type { CallerResolver } from './callers/caller-resolver.port';
import type { Origins } from './callers/origins';
import { RightsGuard } from './callers/rights.guard';
import { DestinationsController } from './destinations/destinations.controller';
import { GetDestinationsHandler } from './destinations/get-destinations.handler';
import { ReplaceDestinationsHandler } from './destinations/replace-destinations.handler';
import type { Idempotent } from './http/idempotent';
import * as tokens from './injection-tokens';
import { CallingKeyController } from './keys/calling-key.controller';
import { CreateKeyHandler } from './keys/create-key.handler';
import { GetKeyHistoryHandler } from './keys/get-key-history.handler';
import { GetKeyHandler } from './keys/get-key.handler';
import type { KeyRepository } from './keys/key.repository';
import { KeysController } from './keys/keys.controller';
import { LabelKeyHandler } from './keys/label-key.handler';
import { ListKeysHandler } from './keys/list-keys.handler';
import { RevokeKeyHandler } from './keys/revoke-key.handler';
import type { LastUsed } from './last-used/last-used.port';
import { AddMerchantHandler } from './merchants/add-merchant.handler';
import { ChangeMerchantHandler } from './merchants/change-merchant.handler';
import { GetMerchantHandler } from './merchants/get-merchant.handler';
import { IssueEncryptionKeyHandler } from './merchants/issue-encryption-key.handler';
import { ListMerchantsHandler } from './merchants/list-merchants.handler';
import type { MerchantKeys } from './merchants/merchant-keys.port';
import { MerchantsController } from './merchants/merchants.controller';
import { AcceptInvitationHandler } from './one-time-links/accept-invitation.handler';
import { AcceptPasswordResetHandler } from './one-time-links/accept-password-reset.handler';
import { InvitationEntity } from './one-time-links/invitation.entity';
import { InvitationsController } from './one-time-links/invitations.controller';
import { InviteHandler } from './one-time-links/invite.handler';
import { IssuePasswordResetHandler } from './one-time-links/issue-password-reset.handler';
import type { LinkMails } from './one-time-links/link-mails';
import type { Links } from './one-time-links/links';
import { ListInvitationsHandler } from './one-time-links/list-invitations.handler';
import { LookUpLinkHandler } from './one-time-links/look-up-link.handler';
import { OneTimeLinksController } from './one-time-links/one-time-links.controller';
import { WithdrawInvitationHandler } from './one-time-links/withdraw-invitation.handler';
import type { PasswordHasher } from './passwords/password-hasher';
import { AccountEntity } from './read-model/account.entity';
import type { Freshness } from './read-model/freshness';
import { MerchantEntity } from './read-model/merchant.entity';
import { ChangePasswordHandler } from './sessions/change-password.handler';
import { ConfirmPasswordHandler } from './sessions/confirm-password.handler';
import type { Sessions } from './sessions/sessions';
import { SessionsController } from './sessions/sessions.controller';
import { SignInHandler } from './sessions/sign-in.handler';
import { SignOutHandler } from './sessions/sign-out.handler';
import type { Throttle } from './throttling/throttle';
import { AccountUsersController } from './users/account-users.controller';
import { ChangeUserHandler } from './users/change-user.handler';
import { ListUsersHandler } from './users/list-users.handler';
import { RemoveUserHandler } from './users/remove-user.handler';
import { UserEntity } from './users/user.entity';
import { UsersController } from './users/users.controller';

/** What the module is given rather than makes. */
export interface KeyManagementParts {
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly accounts: AccountRepository;
  readonly keys: KeyRepository;
  readonly callerResolvers: readonly CallerResolver[];
  readonly origins: Origins;
  readonly sessions: Sessions;
  readonly passwords: PasswordHasher;
  readonly throttle: Throttle;
  readonly links: Links;
  readonly linkMails: LinkMails;
  readonly lastUsed: LastUsed;
  readonly idempotent: Idempotent;
  readonly freshness: Freshness;
  readonly auditMoments: AuditMoments;
  readonly merchantKeys: MerchantKeys;
  readonly peppers: Peppers;
  readonly mode: Mode;
  readonly clock: Clock;
  readonly onPoolError: (error: unknown) => void;
}

const ENTITIES = [AccountEntity, MerchantEntity, UserEntity, InvitationEntity];

const HANDLERS = [
  AcceptInvitationHandler,
  AcceptPasswordResetHandler,
  AddMerchantHandler,
  ChangeMerchantHandler,
  ChangeOperatingModelHandler,
  ChangePasswordHandler,
  ChangeUserHandler,
  ConfirmPasswordHandler,
  CreateKeyHandler,
  GetAccountHandler,
  GetAsOfHandler,
  GetAuditHistoryHandler,
  GetDestinationsHandler,
  GetKeyHandler,
  GetKeyHistoryHandler,
  GetMerchantHandler,
  GetProofHandler,
  GetTimelineHandler,
  InviteHandler,
  IssueEncryptionKeyHandler,
  IssuePasswordResetHandler,
  LabelKeyHandler,
  ListAccountsHandler,
  ListInvitationsHandler,
  ListKeysHandler,
  ListMerchantsHandler,
  ListSealsHandler,
  ListUsersHandler,
  LookUpLinkHandler,
  OpenAccountHandler,
  RemoveUserHandler,
  ReplaceDestinationsHandler,
  RevokeKeyHandler,
  SignInHandler,
  SignOutHandler,
  WhoCouldHandler,
  WithdrawInvitationHandler,
];

@Module({})
export class KeyManagementModule {
  static with(parts: KeyManagementParts): DynamicModule {
    return {
      module: KeyManagementModule,
      imports: [
        CqrsModule.forRoot(),
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: parts.databaseUrl,
          applicationName: 'key-management-lists',
          entities: ENTITIES,
          poolSize: 4,
          installExtensions: false,
          poolErrorHandler: parts.onPoolError,
          extra: {
            Client: SurvivingClient,
            statement_timeout: 5_000,
            query_timeout: 6_000,
            connectionTimeoutMillis: 5_000,
            keepAlive: true,
          },
          // Whoever starts the service starts it again.
          retryAttempts: 0,
        }),
        TypeOrmModule.forFeature(ENTITIES),
      ],
      controllers: [
        AccountsController,
        MerchantsController,
        DestinationsController,
        KeysController,
        CallingKeyController,
        AuditController,
        SessionsController,
        UsersController,
        AccountUsersController,
        InvitationsController,
        OneTimeLinksController,
      ],
      providers: [
        ...HANDLERS,
        { provide: APP_GUARD, useClass: RightsGuard },
        { provide: tokens.ACCOUNTS, useValue: parts.accounts },
        { provide: tokens.KEYS, useValue: parts.keys },
        { provide: tokens.CALLER_RESOLVERS, useValue: parts.callerResolvers },
        { provide: tokens.POOL, useValue: parts.pool },
        { provide: tokens.ORIGINS, useValue: parts.origins },
        { provide: tokens.SESSIONS, useValue: parts.sessions },
        { provide: tokens.PASSWORDS, useValue: parts.passwords },
        { provide: tokens.THROTTLE, useValue: parts.throttle },
        { provide: tokens.LINKS, useValue: parts.links },
        { provide: tokens.LINK_MAILS, useValue: parts.linkMails },
        { provide: tokens.LAST_USED, useValue: parts.lastUsed },
        { provide: tokens.IDEMPOTENT, useValue: parts.idempotent },
        { provide: tokens.FRESHNESS, useValue: parts.freshness },
        { provide: tokens.AUDIT_MOMENTS, useValue: parts.auditMoments },
        { provide: tokens.MERCHANT_KEYS, useValue: parts.merchantKeys },
        { provide: tokens.PEPPERS, useValue: parts.peppers },
        { provide: tokens.MODE, useValue: parts.mode },
        { provide: tokens.CLOCK, useValue: parts.clock },
      ],
    };
  }
}
