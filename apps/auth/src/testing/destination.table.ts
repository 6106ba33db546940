import type { OperatingModel } from '@latchkey/accounts-domain';

/**
 * Whose forward: `any`: anybody's, the question before the merchant is known. `none`: of a token without merchant. `own`: of
 * the account's own merchant. `mine`: of one in the key's scope. `other`: of one that is not. `removed`: in the scope, no
 * longer there. `foreign`: of another account's.
 */
const WHOSE = ['any', 'none', 'own', 'mine', 'other', 'removed', 'foreign'] as const;
export type Whose = (typeof WHOSE)[number];

/** Allowed with the relay `masked`, `status_only`, or `masked` on a loopback host; every other letter is a deny. */
export const OUTCOMES = {
  M: 'allow masked',
  S: 'allow status_only',
  L: 'allow masked loopback',
  D: 'deny destination_not_allowed',
  U: 'deny forward_url_missing',
  N: 'deny merchant_not_in_scope',
  R: 'deny merchant_removed',
  F: 'deny feature_not_in_scope',
  K: 'deny scoped_keys_unavailable',
  '-': 'malformed bad_destination',
} as const;
export type OutcomeCode = keyof typeof OUTCOMES;

export type KeyKind = 'unscoped' | 'scoped to forward' | 'scoped to lists';

export interface DestinationRow {
  readonly models: readonly OperatingModel[];
  readonly key: KeyKind;
  readonly method: string;
  /** Null: the merchant's own. */
  readonly url: string | null;
  readonly cells: Readonly<Record<Whose, OutcomeCode>>;
}

/**
 * The account's list. `merchants`: who alone may use it; nothing said: port 443, every path, POST, everybody, masked.
 * `mine` has https://mine.example/pay as its own URL, `other` https://nowhere.example/pay, `removed` had
 * https://open.example/pay, `own` and the foreign merchant have none. The other account allows evil.example.
 */
export const LISTED = [
  { host: 'open.example' },
  { host: 'mine.example', merchants: ['mine'] },
  { host: 'other.example', merchants: ['other', 'own'] },
  {
    ...{ host: 'strict.example', ports: [443, 8443], pathPrefixes: ['/v1/pay', '/v2'], methods: ['POST', 'PUT'] },
    relay: 'status_only',
  },
  { host: 'twice.example' },
  { host: 'twice.example', pathPrefixes: ['/v1'], merchants: ['mine'], relay: 'status_only' },
  { host: 'left.example', merchants: ['removed'] },
  { host: 'localhost', ports: [8080], insecureLoopback: true },
] as const;
/** Allowed and then taken away; the second allowed once more. */
export const TAKEN_AWAY = ['gone.example', 'back.example'] as const;

/** Written from the specification, cell by cell. */
const TABLE = `
unscoped: primary_merchant platform ecosystem managed_ecosystem
                                           any  none own  mine other removed foreign
POST https://open.example/                 M    M    M    M    M     R       N
POST https://open.example/pay/             M    M    M    M    M     R       N
GET https://open.example/                  D    D    D    D    D     R       N
POST https://open.example:8443/            D    D    D    D    D     R       N
POST https://mine.example/pay              M    D    D    M    D     R       N
POST https://other.example/pay             M    D    M    D    M     R       N
POST https://strict.example/v1/pay         S    S    S    S    S     R       N
PUT https://strict.example:8443/v1/pay/x   S    S    S    S    S     R       N
POST https://strict.example/v2             S    S    S    S    S     R       N
POST https://strict.example/v1/payments    D    D    D    D    D     R       N
POST https://strict.example/               D    D    D    D    D     R       N
DELETE https://strict.example/v2           D    D    D    D    D     R       N
POST https://strict.example:444/v2         D    D    D    D    D     R       N
POST https://twice.example/                M    M    M    M    M     R       N
POST https://twice.example/v1/x            S    M    M    S    M     R       N
POST https://left.example/                 M    D    D    D    D     R       N
POST https://gone.example/                 D    D    D    D    D     R       N
POST https://back.example/                 M    M    M    M    M     R       N
POST http://localhost:8080/x               L    L    L    L    L     R       N
POST https://localhost:8080/x              L    L    L    L    L     R       N
POST http://localhost/x                    D    D    D    D    D     R       N
POST http://a.localhost:8080/x             D    D    D    D    D     R       N
POST https://evil.example/                 D    D    D    D    D     R       N
POST own-url                               -    -    U    M    D     R       N
PUT own-url                                -    -    U    D    D     R       N

scoped to forward: ecosystem managed_ecosystem
                                           any  none own  mine other removed foreign
POST https://open.example/                 M    M    N    M    N     N       N
GET https://open.example/                  D    D    N    D    N     N       N
POST https://mine.example/pay              M    D    N    M    N     N       N
POST https://other.example/pay             M    D    N    D    N     N       N
POST https://strict.example/v1/pay         S    S    N    S    N     N       N
POST https://twice.example/v1/x            S    M    N    S    N     N       N
POST https://gone.example/                 D    D    N    D    N     N       N
POST http://localhost:8080/x               L    L    N    L    N     N       N
POST https://evil.example/                 D    D    N    D    N     N       N
POST own-url                               -    -    N    M    N     N       N
GET own-url                                -    -    N    D    N     N       N

scoped to forward: primary_merchant platform
                                           any  none own  mine other removed foreign
POST https://open.example/                 K    K    K    K    K     K       K
POST https://evil.example/                 K    K    K    K    K     K       K
POST own-url                               -    -    K    K    K     K       K

scoped to lists: ecosystem managed_ecosystem
                                           any  none own  mine other removed foreign
POST https://open.example/                 F    F    F    F    F     F       F
POST https://evil.example/                 F    F    F    F    F     F       F
POST own-url                               -    -    F    F    F     F       F
`;

export const DESTINATION_TABLE: readonly DestinationRow[] = TABLE.trim()
  .split('\n\n')
  .flatMap((block): DestinationRow[] => {
    const [title = '', , ...lines] = block.split('\n');
    const [key = '', models = ''] = title.split(': ');
    return lines.map((line) => {
      const [method = '', url = '', ...codes] = line.split(/ +/);
      return {
        models: models.split(' ') as OperatingModel[],
        key: key as KeyKind,
        method,
        url: url === 'own-url' ? null : url,
        cells: Object.fromEntries(WHOSE.map((whose, at) => [whose, codes[at]])) as DestinationRow['cells'],
      };
    });
  });
