/** A Kafka record: a CloudEvent 1.0 in binary mode, its attributes in headers and its data in the value. */
export interface PublishedRecord {
  readonly topic: string;
  /** The key's id, or the account's: order is kept for each. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON in UTF-8. */
  readonly value: Uint8Array;
}
