import { defineList, type ListQueryOf, type Page, paginate, q } from '@latchkey/platform-nest';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS } from '../injection-tokens';
import { selectPage } from '../read-model/select-page';
import { UserEntity } from './user.entity';
import { type UserResource, userResource } from './user.resource';

export const userList = defineList({
  sorts: { created_at: 'time' },
  filters: { status: q.list(q.oneOf(['active', 'removed', 'all'])) },
});
export type UserListQuery = ListQueryOf<typeof userList>;

export class ListUsersQuery {
  constructor(
    readonly accountId: string,
    readonly list: UserListQuery,
  ) {}
}

@QueryHandler(ListUsersQuery)
export class ListUsersHandler implements IQueryHandler<ListUsersQuery> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
  ) {}

  async execute({ accountId, list }: ListUsersQuery): Promise<Page<UserResource>> {
    await this.accounts.get(accountId);
    const query = this.users.createQueryBuilder('u').where('u.account_id = :accountId', { accountId });
    const { status = ['active'] } = list.filters;
    const both = status.includes('all') || (status.includes('active') && status.includes('removed'));
    if (!both) query.andWhere(`u.removed_at IS ${status.includes('removed') ? 'NOT NULL' : 'NULL'}`);
    const { rows, total } = await selectPage(query, list, { created_at: { sql: 'u.created_at', type: 'timestamptz' } });
    return paginate(list, {
      rows,
      total,
      toItem: userResource,
      placeOf: ({ id, createdAt }) => ({ value: createdAt.toISOString(), id }),
    });
  }
}
