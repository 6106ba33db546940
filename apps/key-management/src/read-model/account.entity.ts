import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the accounts list. Written by the projector alone. */
@Entity({ schema: 'key_management', name: 'accounts', synchronize: false })
export class AccountEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'operating_model' })
  operatingModel!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
