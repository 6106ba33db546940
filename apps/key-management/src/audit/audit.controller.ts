import { isUuid, Problem } from '@latchkey/platform';
import { pathId, queryPipe, setPosition } from '@latchkey/platform-nest';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Call, TheCall } from '../callers/call';
import { MinPosition } from '../http/min-position';
import {
  type AsOfListQuery,
  asOfQuery,
  type KeyHistoryQuery,
  keyHistoryQuery,
  type SealListQuery,
  sealQuery,
  type TimelineListQuery,
  timelineQuery,
  type WhoCouldListQuery,
  whoCouldQuery,
} from './audit.list';
import { type Answered, GetAsOfQuery } from './get-as-of.handler';
import { GetAuditHistoryQuery } from './get-audit-history.handler';
import { GetProofQuery } from './get-proof.handler';
import { GetTimelineQuery } from './get-timeline.handler';
import { ListSealsQuery } from './list-seals.handler';
import { WhoCouldQuery } from './who-could.handler';

@Controller('audit')
export class AuditController {
  constructor(private readonly queries: QueryBus) {}

  @Get('history')
  history(
    @TheCall() call: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(keyHistoryQuery) query: KeyHistoryQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.answer(reply, new GetAuditHistoryQuery(accountOf(call), query, minPosition));
  }

  @Get('as-of')
  asOf(
    @TheCall() call: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(asOfQuery) query: AsOfListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.answer(reply, new GetAsOfQuery(accountOf(call), query, minPosition));
  }

  @Get('who-could')
  whoCould(
    @TheCall() call: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(whoCouldQuery) query: WhoCouldListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.answer(reply, new WhoCouldQuery(accountOf(call), query, minPosition));
  }

  @Get('timeline')
  timeline(
    @TheCall() call: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(timelineQuery) query: TimelineListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.answer(reply, new GetTimelineQuery(accountOf(call), query, minPosition));
  }

  @Get('seals')
  seals(
    @MinPosition() minPosition: string | undefined,
    @Query(sealQuery) query: SealListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.answer(reply, new ListSealsQuery(query, minPosition));
  }

  @Get('proofs/:event')
  proof(
    @TheCall() call: Call,
    @MinPosition() minPosition: string | undefined,
    @Query(queryPipe({})) _query: unknown,
    @Param('event', pathId) event: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.answer(reply, new GetProofQuery(accountOf(call), event, minPosition));
  }

  /** Says how far the index was before it was asked: the answer is not older. */
  private async answer(reply: FastifyReply, query: object): Promise<unknown> {
    const { answer, state }: Answered<unknown> = await this.queries.execute(query);
    if (state.position !== undefined) setPosition(reply, state.position);
    return answer;
  }
}

/** An operator names any: one that is no id is, like one that nobody has, not there. */
function accountOf({ accountId }: Call): string {
  if (!isUuid(accountId)) throw new Problem('not_found');
  return accountId;
}
