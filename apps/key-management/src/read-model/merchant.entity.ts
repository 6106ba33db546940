import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the merchants list. Written by the projector alone. */
@Entity({ schema: 'key_management', name: 'merchants', synchronize: false })
export class MerchantEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Column({ type: 'boolean', name: 'is_primary' })
  isPrimary!: boolean;

  @Column({ type: 'text', name: 'legal_name' })
  legalName!: string;

  @Column({ type: 'text', name: 'company_city', nullable: true })
  companyCity!: string | null;

  @Column({ type: 'text', name: 'country_code', nullable: true })
  countryCode!: string | null;

  @Column({ type: 'text', name: 'website_url', nullable: true })
  websiteUrl!: string | null;

  @Column({ type: 'text', name: 'default_currency', nullable: true })
  defaultCurrency!: string | null;

  @Column({ type: 'text', name: 'payment_forward_url', nullable: true })
  paymentForwardUrl!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true })
  removedAt!: Date | null;
}
