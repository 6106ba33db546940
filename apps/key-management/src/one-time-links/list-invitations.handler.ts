import type { Clock } from '@latchkey/platform';
import { defineList, type ListQueryOf, type Page, paginate } from '@latchkey/platform-nest';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, CLOCK } from '../injection-tokens';
import { selectPage } from '../read-model/select-page';
import { InvitationEntity } from './invitation.entity';
import { type InvitationResource, invitationResource } from './invitation.resource';

export const invitationList = defineList({ sorts: { created_at: 'time' }, filters: {} });
export type InvitationListQuery = ListQueryOf<typeof invitationList>;

export class ListInvitationsQuery {
  constructor(
    readonly accountId: string,
    readonly list: InvitationListQuery,
  ) {}
}

/** Those that can still be accepted. */
@QueryHandler(ListInvitationsQuery)
export class ListInvitationsHandler implements IQueryHandler<ListInvitationsQuery> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectRepository(InvitationEntity) private readonly invitations: Repository<InvitationEntity>,
  ) {}

  async execute({ accountId, list }: ListInvitationsQuery): Promise<Page<InvitationResource>> {
    await this.accounts.get(accountId);
    const query = this.invitations
      .createQueryBuilder('l')
      .where(`l.kind = 'invitation' AND l.account_id = :accountId`, { accountId })
      .andWhere('l.expires_at > :now', { now: this.clock.now() });
    const { rows, total } = await selectPage(query, list, { created_at: { sql: 'l.created_at', type: 'timestamptz' } });
    return paginate(list, {
      rows,
      total,
      toItem: (row) => invitationResource({ ...row, createdBy: { type: row.createdByType, id: row.createdById } }),
      placeOf: ({ id, createdAt }) => ({ value: createdAt.toISOString(), id }),
    });
  }
}
