import { Problem } from '@latchkey/platform';
import { Body, Controller, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InternalRoute } from '../authorization/internal-route.decorator';
import { NoQuery } from '../http/no-query.decorator';
import { KID, MerchantBody, merchantOf, PrepareKeyBody } from './merchant-keys.bodies';
import type { MerchantKeys } from './merchant-keys.repository';

export const MERCHANT_KEYS = Symbol('merchant keys');

/** For key-management, which tells a merchant its key and keeps none. Described in docs/internal-api.md. */
@Controller('internal/v1/merchant-keys')
@InternalRoute('key-management')
export class MerchantKeysController {
  constructor(@Inject(MERCHANT_KEYS) private readonly keys: Pick<MerchantKeys, 'prepare' | 'activate'>) {}

  @Post()
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async prepare(@NoQuery() _query: unknown, @Body() body: PrepareKeyBody): Promise<{ kid: string; key: string }> {
    const { kid } = body;
    const prepared = await this.keys.prepare({ ...merchantOf(body), kid });
    if (prepared.kind === 'in_use') throw new Problem('conflict', { detail: 'The key is in use already.' });
    return { kid, key: prepared.key };
  }

  @Post(':kid/activate')
  @HttpCode(204)
  async activate(@Param('kid') kid: string, @NoQuery() _query: unknown, @Body() body: MerchantBody): Promise<void> {
    if (!KID.test(kid) || !(await this.keys.activate({ ...merchantOf(body), kid }))) throw new Problem('not_found');
  }
}
