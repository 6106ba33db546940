import { openApi } from '../openapi/openapi';

/** `GET /api-keys/:id` and so on: every operation that the OpenAPI document describes. */
export const documentedRoutes = (): string[] =>
  Object.entries(openApi.paths).flatMap(([path, operations]) =>
    Object.keys(operations as object).map(
      (method) => `${method.toUpperCase()} ${path.replace(/\{([a-z_]+)\}/g, ':$1')}`,
    ),
  );
