import { listQuery, pathId, rawBody, setPosition, type Page } from '@latchkey/platform-nest';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from '../authorization/caller.decorator';
import type { Authorized } from '../authorization/request-authorizer.port';
import { RequiresFeature } from '../authorization/requires-feature.decorator';
import { IdempotencyKey } from '../http/idempotency-key.decorator';
import { NoQuery } from '../http/no-query.decorator';
import { bundleList, type BundleListQuery } from './bundle-list';
import type { BundleView } from './bundle-view';
import { CreateBundleBody, newBundleFrom } from './create-bundle.body';
import { PAYMENT_DATA, type PaymentData } from './payment-data';

@Controller('tokens/:id/payment-data')
export class PaymentDataController {
  constructor(@Inject(PAYMENT_DATA) private readonly paymentData: PaymentData) {}

  @Post()
  @HttpCode(201)
  @RequiresFeature('payment-data.create')
  async create(
    @Caller() caller: Authorized,
    @Param('id', pathId) tokenId: string,
    @IdempotencyKey() idempotencyKey: string | undefined,
    @NoQuery() _query: unknown,
    @Body() body: CreateBundleBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BundleView> {
    const bundle = newBundleFrom(body);
    const made = await this.paymentData.create({ caller, tokenId, bundle, idempotencyKey, body: rawBody(request) });
    setPosition(reply, caller.verdict.position);
    if (made.replayed) reply.header('idempotent-replayed', 'true');
    return made.view;
  }

  @Get()
  @RequiresFeature('payment-data.list')
  list(
    @Caller() caller: Authorized,
    @Param('id', pathId) tokenId: string,
    @Query(listQuery(bundleList)) query: BundleListQuery,
  ): Promise<Page<BundleView>> {
    return this.paymentData.list(tokenId, query, caller);
  }
}
