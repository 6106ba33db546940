/** Metadata of a controller: the service that may call it. */
export const INTERNAL_ROUTE = 'latchkey:internal-route';

/** Every path of ours that takes a service token, as Fastify knows it. */
export const INTERNAL_PATHS: ReadonlySet<string> = new Set([
  '/internal/v1/merchant-keys',
  '/internal/v1/merchant-keys/:kid/activate',
]);
