/**
 * What every service shares and that knows no Nest: settings, logging without secrets, problems, metrics, the admin port,
 * a service's life, and the parts of HTTP that need Fastify alone.
 *
 * - Settings: `readSettings({...commonSettings, X: zodSchema})`, `portSetting`, `postgresUrlSetting`, `httpUrlsSetting`,
 *   `pathSetting`, `readSecretFile({setting, path, schema, mode})`, `SettingsError`.
 * - Logging: `createLogger({name, level})` (pino), `silentLogger()`, `scrub(text)`.
 * - Problems: `PROBLEMS` (the catalogue), `new Problem(classifier, {detail?, errors?, headers?, cause?})`, `problemBody`.
 * - Running: `runService({name, start})`, `startAdminServer({port, checks, metrics})`, `createMetrics(name)`.
 * - Raw Fastify: `Fastify(fastifyOptions(o))`, then `installHttp(fastify, o)`, `installProblemHandlers(fastify, o)`,
 *   `serveDocs(fastify, openApi)`; `problemReply(request, reply, problem)`; `readApiKeyHeader(headers)`.
 * - OpenAPI fragments: `openApiSchemas`, `openApiHeaders`, `openApiParameters`, `problemResponses(...classifiers)`.
 */
export * from './admin/admin-server';
export { type ReadinessChecks } from './admin/readiness';
export * from './clock';
export * from './files/make-directory';
export * from './http/api-key-header';
export { fastifyOptions, type HttpOptions } from './http/fastify-options';
export { installHttp, installProblemHandlers } from './http/install-http';
export * from './http/openapi-fragments';
export * from './http/limit-in-flight';
export * from './http/log-problem';
export * from './http/problem-reply';
export * from './http/serve-docs';
export * from './http/to-problem';
export * from './ids';
export * from './logging/logger';
export { REDACTED, scrub } from './logging/scrub';
export * from './metrics/metrics';
export * from './problems/field-name';
export * from './problems/problem';
export * from './problems/problem-body';
export * from './problems/problem-catalogue';
export * from './run/run-service';
export * from './settings/common-settings';
export * from './settings/read-settings';
export * from './settings/secret-file';
export * from './settings/settings-error';
