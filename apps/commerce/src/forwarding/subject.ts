import type { Injected } from '@latchkey/masking';
import type { Template } from '@latchkey/templates';

/** What is forwarded: a card or a bundle. Nothing of it is in clear until `open`. */
export interface Subject {
  readonly kind: 'card' | 'bundle';
  readonly tokenId: string;
  readonly bundleId: string | null;
  readonly merchantId: string | null;
  /** Decrypts what the template asks for. Those that have no value are null. */
  open(template: Pick<Template, 'placeholders' | 'unwrapped'>): Promise<OpenValues>;
  /** The destination has answered 2xx, or something of which that cannot be told. */
  delivered(): Promise<void>;
}

export interface OpenValues {
  readonly values: Readonly<Record<string, string | number | null>>;
  /** What must not come back. */
  readonly injected: readonly Injected[];
}
