import {
  unavailable,
  type AllowedDestination,
  type Answer,
  type Check,
  type Granted,
  type OperatingModel,
} from './verdict';

/**
 * The verdicts in an answer of auth, in the order of the checks, or null if it is anything but a well-formed answer to
 * exactly these checks: who answers about other keys cannot be trusted about any.
 */
export function parseAnswer(text: string, checks: readonly Check[]): Answer[] | null {
  const body = parseJson(text);
  if (!isObject(body) || typeof body.position !== 'string' || !Array.isArray(body.verdicts)) return null;
  if (body.verdicts.length !== checks.length) return null;
  const answers: Answer[] = [];
  for (const [index, check] of checks.entries()) {
    const answer = parseVerdict(body.verdicts[index], check);
    if (answer === null) return null;
    answers.push(answer);
  }
  return answers;
}

function parseVerdict(wire: unknown, { keyId, destination: asked }: Check): Answer | null {
  if (!isObject(wire) || typeof wire.position !== 'string') return null;
  const { verdict, reason, position } = wire;
  if (verdict === 'malformed') {
    return isReason(reason) && (wire.key_id === null || wire.key_id === keyId) ? { verdict, reason, position } : null;
  }
  if (wire.key_id !== keyId) return null;
  if (verdict === 'unavailable') {
    return isReason(reason) ? unavailable(reason === 'behind' ? 'behind' : 'authorization_unavailable') : null;
  }
  const grant = parseGrant(wire);
  const forwarding = parseForwarding(wire);
  if (grant === null || forwarding === null) return null;
  if (verdict === 'deny') return isReason(reason) ? { verdict, reason, keyId, position, ...grant } : null;
  const { accountId, operatingModel, merchantIds, features } = grant;
  if (verdict !== 'allow' || reason !== null) return null;
  if (accountId === null || operatingModel === null || merchantIds === null || features === null) return null;
  // An auth that looked past the destination has allowed something else than what was asked.
  if ((forwarding.destination === null) !== (asked === undefined)) return null;
  if (asked !== undefined && 'paymentForwardUrl' in asked && forwarding.forwardUrl === null) return null;
  const granted = { ...grant, accountId, operatingModel, merchantIds, features };
  return { verdict, reason, keyId, position, ...granted, ...forwarding };
}

function parseGrant(wire: Json) {
  const { account_id: accountId, operating_model: operatingModel, own_merchant_id: ownMerchantId } = wire;
  const { merchant_ids: merchantIds, features } = wire;
  if (!isStringOrNull(accountId) || !isStringOrNull(ownMerchantId)) return null;
  if (operatingModel !== null && !isOperatingModel(operatingModel)) return null;
  if (!isGrantedOrNull(merchantIds) || !isGrantedOrNull(features)) return null;
  return { accountId, operatingModel, merchantIds, features, ownMerchantId };
}

function parseForwarding({ forward_url: forwardUrl, destination: wire }: Json) {
  if (!isStringOrNull(forwardUrl)) return null;
  if (wire === null) return { forwardUrl, destination: null };
  const destination = parseDestination(wire);
  return destination && { forwardUrl, destination };
}

function parseDestination(wire: unknown): AllowedDestination | null {
  if (!isObject(wire)) return null;
  const { relay, insecure_loopback: insecureLoopback } = wire;
  if (relay !== 'masked' && relay !== 'status_only') return null;
  return typeof insecureLoopback === 'boolean' ? { relay, insecureLoopback } : null;
}

type Json = Record<string, unknown>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not wrapped as a cause: the message of a SyntaxError quotes the text.
  }
}

const MODELS: readonly unknown[] = ['primary_merchant', 'platform', 'ecosystem', 'managed_ecosystem'];
const isOperatingModel = (value: unknown): value is OperatingModel => MODELS.includes(value);
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isStringOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
const isReason = (value: unknown): value is string => typeof value === 'string' && /^[a-z_]{1,64}$/.test(value);
const isGrantedOrNull = (value: unknown): value is Granted | null =>
  value === null || value === '*' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
