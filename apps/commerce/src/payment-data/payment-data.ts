import type { Page } from '@latchkey/platform-nest';
import type { Authorized } from '../authorization/request-authorizer.port';
import type { BundleListQuery } from './bundle-list';
import type { BundleView } from './bundle-view';
import { createBundleCreator, type CreateBundleDeps, type CreateBundleHandler } from './create-bundle.handler';
import { listBundles } from './list-bundles.handler';

export const PAYMENT_DATA = Symbol('payment data');

/** What the controller hands its requests to. */
export interface PaymentData {
  readonly create: CreateBundleHandler;
  list(tokenId: string, query: BundleListQuery, caller: Authorized): Promise<Page<BundleView>>;
}

export function createPaymentData(deps: CreateBundleDeps): PaymentData {
  return {
    create: createBundleCreator(deps),
    list: (tokenId, query, caller) => listBundles(deps, tokenId, query, caller),
  };
}
