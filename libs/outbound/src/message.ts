export type HeaderPairs = readonly (readonly [name: string, value: string])[];

export interface OutboundRequest {
  /** Any method but CONNECT and TRACE. */
  readonly method: string;
  /** With the query; visible ASCII that begins with `/`. Sent exactly so. */
  readonly path: string;
  /** `host`, `content-length`, `accept-encoding`, `expect` and what belongs to the connection are ours and dropped. */
  readonly headers: HeaderPairs;
  readonly body: Buffer;
}

export interface Answered {
  readonly ok: true;
  /** 200 to 599. A redirect is an answer like any other. */
  readonly status: number;
  /** As they came, without those that describe how the body travelled. */
  readonly headers: [name: string, value: string][];
  /** Decoded. */
  readonly body: Buffer;
}
