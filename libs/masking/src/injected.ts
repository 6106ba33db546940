/** What was put into a request and must not come back with its answer. */
export interface Injected {
  readonly kind: 'card_number' | 'network_token' | 'cryptogram' | 'security_code';
  readonly value: string;
  /** A security code that was put in as a JSON number, too. */
  readonly asNumber?: boolean;
}
