import { queryPipe, setPosition } from '@latchkey/platform-nest';
import { Body, Controller, Get, Put, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, TheCall } from '../callers/call';
import { MinPosition } from '../http/min-position';
import { type WaitQuery, waitQuery } from '../http/wait.query';
import { DestinationListBody } from './destination.dto';
import type { DestinationListResource } from './destination.resource';
import { GetDestinationsQuery } from './get-destinations.handler';
import { type ExpectedEtags, IfMatch } from './if-match';
import { ReplaceDestinationsCommand, type ReplacedDestinations } from './replace-destinations.handler';

@Controller('destinations')
export class DestinationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  async list(
    @TheCall() { accountId }: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(queryPipe({})) _query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DestinationListResource> {
    const list: DestinationListResource = await this.queries.execute(new GetDestinationsQuery(accountId, minPosition));
    reply.header('etag', list.etag);
    return list;
  }

  @Put()
  async replace(
    @TheCall() call: Call,
    @Query(waitQuery) _wait: WaitQuery,
    @IfMatch() expected: ExpectedEtags,
    @Body() body: DestinationListBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReplacedDestinations> {
    const replaced: ReplacedDestinations = await this.commands.execute(
      new ReplaceDestinationsCommand(call, body, expected),
    );
    setPosition(reply, replaced.position);
    reply.header('etag', replaced.etag);
    return replaced;
  }
}
