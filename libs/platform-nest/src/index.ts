/**
 * Our conventions for Nest on Fastify. What needs no Nest is in `@latchkey/platform` (`serveDocs`, `problemReply`, …).
 *
 * - `createHttpApp(AppModule, {logger, metrics, openApi, mapError?, bodyLimitBytes?})`, then
 *   `listen(app, {host, port})` → `{url, close()}`. `close` finishes requests before Nest's hooks run: let go of pools in
 *   `onApplicationShutdown` or `onModuleDestroy`.
 * - Guards throw `new Problem(...)`; a bad body is raised after them, when `@Body()` (or `rawBody(request)`) is read.
 *   `@Body() dto: SomeDto` is validated (422 `errors[]`); an absent body is 400 `malformed_body`.
 * - `@RawBody(limitBytes)` on a route that judges its bodies itself: `rawBody(request)`, `contentTypeOf(request)`.
 * - `@Param('id', pathId) id`; a malformed id ends in the ordinary 404.
 * - `@Query(queryPipe({wait: q.oneOf(['all', 'none'])}))`; `queryPipe({})` refuses every query.
 * - Lists: `const keys = defineList({sorts: {created_at: 'time'}, filters: {merchant_id: q.list(q.uuid)}})`,
 *   `@Query(listQuery(keys)) query: ListQueryOf<typeof keys>`, `paginate(query, {rows, total, toItem, placeOf})`.
 * - `readMinPosition(request.headers)`, `setPosition(reply, position)`.
 */
export { contentTypeOf, rawBody } from './body/body-outcome';
export { RawBody } from './body/raw-body.decorator';
export { createHttpApp, type HttpAppOptions } from './create-http-app';
export * from './listen';
export * from './lists/cursor';
export * from './lists/list-query';
export * from './lists/paginate';
export { badQuery, parseQuery, queryPipe, type QueryOf, type QueryShape } from './lists/parse-query';
export { q, type QueryParser } from './lists/query-parser';
export * from './path-id.pipe';
export * from './positions';
