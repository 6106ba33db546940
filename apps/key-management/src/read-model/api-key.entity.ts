import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the keys list. Written by the projector alone. */
@Entity({ schema: 'key_management', name: 'api_keys', synchronize: false })
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Column({ type: 'text' })
  label!: string;

  @Column({ type: 'text', name: 'label_folded' })
  labelFolded!: string;

  @Column({ type: 'text' })
  display!: string;

  @Column({ type: 'uuid', name: 'merchant_ids', array: true, nullable: true })
  merchantIds!: string[] | null;

  @Column({ type: 'text', array: true, nullable: true })
  features!: string[] | null;

  @Column({ type: 'uuid', nullable: true })
  replaces!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'text', name: 'created_by_type' })
  createdByType!: string;

  @Column({ type: 'text', name: 'created_by_id' })
  createdById!: string;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column({ type: 'text', name: 'revoked_by_type', nullable: true })
  revokedByType!: string | null;

  @Column({ type: 'text', name: 'revoked_by_id', nullable: true })
  revokedById!: string | null;

  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
