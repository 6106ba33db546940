import { listQuery, pathId, queryPipe } from '@latchkey/platform-nest';
import { Body, Controller, Delete, Get, Param, Patch, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Call, TheCall } from '../callers/call';
import { ChangeUserCommand } from './change-user.handler';
import { ListUsersQuery, userList, type UserListQuery } from './list-users.handler';
import { RemoveUserCommand } from './remove-user.handler';
import { ChangeUserBody } from './user.dto';
import type { UserResource } from './user.resource';

@Controller('users')
export class UsersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  list(@TheCall() { accountId }: Call, @Query(listQuery(userList)) query: UserListQuery): Promise<unknown> {
    return this.queries.execute(new ListUsersQuery(accountId, query));
  }

  @Patch(':id')
  change(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
    @Body() body: ChangeUserBody,
  ): Promise<UserResource> {
    return this.commands.execute(new ChangeUserCommand(call, id, body));
  }

  @Delete(':id')
  remove(
    @TheCall() call: Call,
    @Query(queryPipe({})) _query: unknown,
    @Param('id', pathId) id: string,
  ): Promise<UserResource> {
    return this.commands.execute(new RemoveUserCommand(call, id));
  }
}
