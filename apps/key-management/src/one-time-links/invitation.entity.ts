import type { Actor } from '@latchkey/accounts-domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../users/role';

/** A row of the invitations list: of the one-time links those of kind `invitation`. */
@Entity({ schema: 'key_management', name: 'one_time_links', synchronize: false })
export class InvitationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'text', name: 'created_by_type' })
  createdByType!: Actor['type'];

  @Column({ type: 'text', name: 'created_by_id' })
  createdById!: string;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;
}
