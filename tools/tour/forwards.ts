import { allowProvider, type Destinations, putDestinations } from './destinations';
import { type Answer, type Guide, type Json } from './guide';
import { AMOUNT, type Payment } from './payment-data';
import { classifierOf, type Key, type Stage, textOf } from './stage';

/** Card data goes out where the account allows it, put into a template of the caller, who never sees it. */
export const showForwards = async (guide: Guide, stage: Stage, key: Key, payment: Payment): Promise<void> => {
  const { providerUrl } = stage;
  if (providerUrl === undefined) return guide.note('Forwarding is not shown: this installation has no local provider.');
  const destinations = await allowProvider(guide, stage, providerUrl);
  const forwardTo: ForwardTo = (url, after) => {
    const headers = { 'x-latchkey-token': payment.tokenId, 'x-destination-url': url };
    return stage.withKey(key.secret, 'POST', '/forward', { body: CARD_TEMPLATE, headers, after });
  };
  await forwardCard(guide, (after) => forwardTo(providerUrl, after ?? destinations.position));
  await forwardBundle(guide, stage, key, payment);
  await showRefusals(guide, stage, destinations, { providerUrl, forwardTo });
};

type ForwardTo = (url: string, after: string | null) => Promise<Answer>;

const CARD_TEMPLATE = {
  amount: AMOUNT,
  card: {
    number: '{{ account_number }}',
    security_code: '{{ security_code }}',
    expiry: '{{ expiration_month }}/{{ expiration_year | yy }}',
    month: '{{ expiration_month | unwrap }}',
  },
};

const forwardCard = async (guide: Guide, forward: (after: string | null) => Promise<Answer>): Promise<void> => {
  guide.chapter('The scoped key has the card sent to the provider: it writes a template and never sees the card');
  const answer = await forward(null);
  const card = echoOf(answer, 'card');
  guide.expect('200: the provider approves, and its answer is relayed', wasApproved(answer));
  guide.expect('it got values in the place of placeholders', card['month'] === 12);
  guide.expect('number and code come back masked', isMasked(card['number']) && isMasked(card['security_code']));
  const again = await forward(null);
  guide.expect(
    '422 the second time: the code was dropped after the first, and nothing is sent without it',
    again.status === 422 && classifierOf(again) === 'value_missing' && textOf(again, 'outbound') === 'not_sent',
  );
};

const BUNDLE_TEMPLATE = {
  amount: '{{ amount | unwrap }}',
  currency: '{{ currency_code }}',
  network_token: { number: '{{ network_token }}', cryptogram: '{{ cryptogram }}', eci: '{{ eci }}' },
};

const forwardBundle = async (guide: Guide, stage: Stage, key: Key, { bundleId }: Payment): Promise<void> => {
  guide.chapter('And the bundle, to where its merchant’s bundles go');
  const answer = await stage.withKey(key.secret, 'POST', `/payment-data/${bundleId}/forward`, {
    body: BUNDLE_TEMPLATE,
  });
  const token = echoOf(answer, 'network_token');
  guide.expect('200: the provider approves', wasApproved(answer));
  guide.expect(
    'network token and cryptogram come back masked',
    isMasked(token['number']) && isMasked(token['cryptogram']),
  );
};

const showRefusals = async (
  guide: Guide,
  stage: Stage,
  { before, others }: Destinations,
  { providerUrl, forwardTo }: { providerUrl: string; forwardTo: ForwardTo },
): Promise<void> => {
  guide.chapter('Card data goes nowhere else, and to no destination that was taken off the list');
  const isRefused = (answer: Answer): boolean =>
    answer.status === 403 && classifierOf(answer) === 'destination_not_allowed';
  const elsewhere = await forwardTo('https://psp.example/v1/payments', null);
  guide.expect('403: a destination that is not on the list', isRefused(elsewhere));
  const removed = await putDestinations(stage, others);
  try {
    guide.expect('200: the provider is taken off', removed.status === 200);
    guide.expect('403: from then on', isRefused(await forwardTo(providerUrl, removed.position)));
  } finally {
    if (before.length > others.length) {
      const restored = await putDestinations(stage, before);
      guide.expect('200: the list is as it was', restored.status === 200);
    }
  }
};

const wasApproved = (answer: Answer): boolean =>
  answer.status === 200 && answer.relayed && textOf(answer, 'status') === 'approved';

/** A member of the body that the provider says it received. */
const echoOf = ({ body }: Answer, member: string): Json => {
  const received = body?.['body'] as Json | undefined; // the tour looks into answers without their types
  return (received?.[member] ?? {}) as Json;
};

/** Of a number the ends stay. */
const isMasked = (value: unknown): boolean => typeof value === 'string' && value.includes('***');
