import { type MerchantKeys, MerchantKeysUnavailable } from './merchant-keys.port';

/** For a service that was not told where commerce is. */
export const merchantKeysNotConfigured: MerchantKeys = {
  prepare: () => Promise.reject(new MerchantKeysUnavailable(NOT_CONFIGURED)),
  activate: () => Promise.reject(new MerchantKeysUnavailable(NOT_CONFIGURED)),
};

const NOT_CONFIGURED = 'COMMERCE_URL is not set';
