/**
 * Short signed tokens by which services know each other (EdDSA JWT, 60 s, bound to their audience).
 *
 * - `createServiceTokenSource({service, kid, privateKey, audience})` → `token(): Promise<string>`, kept until half its life.
 * - `createServiceTokenVerifier({publicKeys, audience})` → `verify(token): Promise<{service} | null>`.
 * - `generateServiceKeyPair(service, kid)` → contents of both files; `publicHalf(privateKeyFile)` → its entry among public
 *   keys; `servicePrivateKeySchema`, `servicePublicKeysSchema` for `readSecretFile`.
 */
export * from './service-key-files';
export { createServiceTokenSource, type ServiceTokenSource, type TokenSourceOptions } from './token-source';
export * from './token-verifier';
