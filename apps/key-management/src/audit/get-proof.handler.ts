import { Problem } from '@latchkey/platform';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { createTileReader, latestSeal, type LogPlace, NotAsSealed } from '@latchkey/sealer';
import { inclusionProof, leafHash, MissingTile, type Seal, verifyInclusion } from '@latchkey/seals';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AUDIT_MOMENTS, POOL } from '../injection-tokens';
import { SCHEMA } from '../migrations/schema';
import type { AuditMoments } from './audit-moments';
import type { EntryRow } from './entry.row';
import type { Answered } from './get-as-of.handler';
import { notAsSealed } from './not-as-sealed';
import findEntry from './sql/find-entry.sql';

export class GetProofQuery {
  constructor(
    readonly accountId: string,
    readonly eventId: string,
    readonly minPosition: string | undefined,
  ) {}
}

/** That the log of this seal has this event, without the others: RFC 6962, section 2.1.1. */
export interface ProofResource {
  readonly event_id: string;
  readonly ordinal: number;
  /** Hex. */
  readonly leaf_hash: string;
  /** What is hashed, as it is. */
  readonly line: string;
  /** `not_sealed_yet`: then there is no proof yet. */
  readonly status: 'sealed' | 'not_sealed_yet';
  /** The latest. */
  readonly seal: Seal | null;
  /** Hex, from the leaf up. */
  readonly proof: readonly string[] | null;
}

@QueryHandler(GetProofQuery)
export class GetProofHandler implements IQueryHandler<GetProofQuery> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AUDIT_MOMENTS) private readonly moments: AuditMoments,
  ) {}

  async execute({ accountId, eventId, minPosition }: GetProofQuery): Promise<Answered<ProofResource>> {
    const state = await this.moments.now(minPosition);
    const { rows } = await this.pool.query<EntryRow>({
      name: 'audit_find_entry',
      text: findEntry,
      values: [eventId, accountId],
    });
    const [row] = rows;
    if (row === undefined) throw new Problem('not_found');
    const ordinal = parseBigint(row.ordinal);
    const leaf = leafHash(row.line);
    const event = {
      event_id: row.id,
      ordinal,
      leaf_hash: hex(leaf),
      line: row.line.toString('utf8'),
    };
    // A position begins with the id of its log.
    const place: LogPlace = { schema: SCHEMA, log: 'events', logId: row.position.slice(0, row.position.indexOf(':')) };
    const seal = (await latestSeal(this.pool, place).catch(refuse)) ?? null;
    if (seal === null || seal.size < ordinal)
      return { answer: { ...event, status: 'not_sealed_yet', seal, proof: null }, state };
    const proof = await inclusionProof(createTileReader(this.pool, place), ordinal, seal.size).catch(refuse);
    const root = Buffer.from(seal.root, 'hex');
    if (!verifyInclusion({ leaf, ordinal, size: seal.size, root, proof })) throw notAsSealed();
    return { answer: { ...event, status: 'sealed', seal, proof: proof.map(hex) }, state };
  }
}

const refuse = (error: unknown): never => {
  throw error instanceof NotAsSealed || error instanceof MissingTile ? notAsSealed(error) : error;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
