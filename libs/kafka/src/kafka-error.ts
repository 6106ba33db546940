import kafkajs from 'kafkajs';

export type KafkaErrorReason =
  | 'unreachable'
  | 'credentials'
  | 'tls'
  | 'too-old'
  | 'topic'
  | 'forbidden'
  | 'too-large'
  | 'not-acknowledged'
  | 'other';

/**
 * What went wrong with Kafka, in one sentence that names the setting to look at. It does not say that nothing was written:
 * an answer may be what was lost.
 */
export class KafkaError extends Error {
  override readonly name = 'KafkaError';
  constructor(
    readonly reason: KafkaErrorReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Of anything that the client rejects with. */
export const toKafkaError = (error: unknown): KafkaError => {
  if (error instanceof KafkaError) return error;
  for (const cause of causesOf(error)) {
    const known = KNOWN.find(({ fits }) => fits(cause));
    if (known) return new KafkaError(known.reason, known.sentence, { cause: error });
  }
  const message = error instanceof Error ? error.message : 'unknown error';
  return new KafkaError('other', `Kafka refused or failed: ${message}`, { cause: error });
};

interface Known {
  readonly reason: KafkaErrorReason;
  readonly sentence: string;
  readonly fits: (error: Error) => boolean;
}

const typeOf = (error: Error): string => String(Reflect.get(error, 'type') ?? '');
const codeOf = (error: Error): string => String(Reflect.get(error, 'code') ?? '');

/** The first that fits, from the outermost cause inwards. */
const KNOWN: readonly Known[] = [
  {
    reason: 'credentials',
    sentence:
      'Kafka does not take our credentials: look at KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD_FILE',
    fits: (error) => error.name === 'KafkaJSSASLAuthenticationError' || typeOf(error) === 'SASL_AUTHENTICATION_FAILED',
  },
  {
    reason: 'credentials',
    sentence: 'Kafka wants no user and password from us, or another mechanism: look at KAFKA_SASL_MECHANISM',
    fits: (error) => typeOf(error) === 'ILLEGAL_SASL_STATE',
  },
  {
    reason: 'too-old',
    sentence: 'the brokers that KAFKA_BROKERS names are too old: Kafka 2.1 or later is needed',
    fits: (error) =>
      error instanceof kafkajs.KafkaJSServerDoesNotSupportApiKey || typeOf(error) === 'UNSUPPORTED_VERSION',
  },
  {
    reason: 'forbidden',
    sentence: 'Kafka does not let the user of KAFKA_SASL_USERNAME, or of KAFKA_TLS_CERT_FILE, do this: its ACLs say no',
    fits: (error) => /_AUTHORIZATION_FAILED$/.test(typeOf(error)),
  },
  {
    reason: 'forbidden',
    // Why, the client keeps to itself.
    sentence: 'Kafka has no coordinator for our group: it is coming up, or its ACLs do not let us use KAFKA_GROUP_ID',
    fits: (error) => error.name === 'KafkaJSGroupCoordinatorNotFound',
  },
  {
    reason: 'topic',
    sentence: 'a topic is missing: run `npm run kafka:topics`, or look at KAFKA_TOPIC_PREFIX',
    fits: (error) => typeOf(error) === 'UNKNOWN_TOPIC_OR_PARTITION',
  },
  {
    reason: 'too-large',
    sentence:
      'a batch of records is larger than its topic takes: max.message.bytes has to be 1048588, its default, or more',
    fits: (error) => /^(MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE)$/.test(typeOf(error)),
  },
  {
    reason: 'tls',
    sentence: "Kafka's certificate is not trusted: look at KAFKA_TLS_CA_FILE and KAFKA_BROKERS",
    fits: (error) => /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(codeOf(error)),
  },
  {
    reason: 'tls',
    sentence: 'there is no TLS between Kafka and us: look at KAFKA_TLS, KAFKA_TLS_CERT_FILE and KAFKA_BROKERS',
    fits: (error) => /^(ERR_SSL|EPROTO)/.test(codeOf(error)),
  },
  {
    reason: 'tls',
    sentence:
      'our own certificate cannot be used: KAFKA_TLS_KEY_FILE holds no PEM key, or not that of KAFKA_TLS_CERT_FILE',
    // OpenSSL, before anything is sent; kafkajs keeps the text alone.
    fits: (error) => error.message.startsWith('Failed to connect: error:'),
  },
  {
    reason: 'unreachable',
    sentence: 'no Kafka can be reached at the address in KAFKA_BROKERS',
    fits: (error) =>
      /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(codeOf(error)) ||
      error.message.startsWith('Connection timeout'),
  },
  {
    reason: 'unreachable',
    sentence: 'Kafka ended the connection: it is going down, or KAFKA_TLS or KAFKA_SASL_MECHANISM is not what it wants',
    fits: (error) => error.name === 'KafkaJSConnectionClosedError' || /^(ECONNRESET|EPIPE)$/.test(codeOf(error)),
  },
  {
    reason: 'unreachable',
    sentence: 'the Kafka that KAFKA_BROKERS names does not answer in time',
    fits: (error) => /^(KafkaJSRequestTimeoutError|KafkaJSConnectionError|KafkaJSBrokerNotFound)$/.test(error.name),
  },
];

function* causesOf(error: unknown): Iterable<Error> {
  let next = error;
  for (let depth = 0; next instanceof Error && depth < 8; depth++) {
    yield next;
    next = next.cause;
  }
}
