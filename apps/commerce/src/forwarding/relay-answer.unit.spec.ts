import type { Injected } from '@latchkey/masking';
import type { Answered } from '@latchkey/outbound';
import { parseTemplate } from '@latchkey/templates';
import { callerText } from './caller-text';
import { relayAnswer } from './relay-answer';

const CARD: Injected = { kind: 'card_number', value: '4111111111111111' };
const CODE: Injected = { kind: 'security_code', value: '737' };
const answered = (over: Partial<Answered>): Answered => ({
  ok: true,
  status: 200,
  headers: [['content-type', 'application/json']],
  body: Buffer.from('{}'),
  ...over,
});

test('a header whose name holds a card number is left out, its value and the body are masked', async () => {
  const relayed = await relayAnswer(
    answered({
      headers: [
        ['Content-Type', 'application/json'],
        [`x-${CARD.value}`, 'a'],
        ['x-echo-737', 'b'],
        ['x-echo', CARD.value],
      ],
      body: Buffer.from(`{"a":${CARD.value}}`),
    }),
    'masked',
    [CARD, CODE],
    [],
  );
  expect(relayed.headers).toEqual([
    ['content-type', 'application/json'],
    ['x-echo', '41111111****1111'],
  ]);
  expect(relayed.body.toString()).toBe('{"a":"41111111****1111"}');
});

describe('of what a caller sent', () => {
  const values = { account_number: CARD.value, cardholder_name: '741 Jo', security_code: CODE.value };
  const text = (body: string, injected: readonly Injected[] = [CARD, CODE]) => {
    const parsed = parseTemplate(Buffer.from(body), 'json', { placeholders: Object.keys(values) });
    if (!parsed.ok) throw new Error('the template is wrong');
    const url = { path: '/v1/742', search: '?a=743' };
    const forward = { template: parsed.template, headers: [['x-744', '745']] as const };
    return callerText(forward, { url } as Parameters<typeof callerText>[1], { values, injected });
  };
  const BODY = `{"a":"740","n":"{{cardholder_name}}","c":"{{security_code}}","d":{{security_code|unwrap}},
    "l":"{{account_number|last4}}","b":"{{account_number|bin}}"}`;

  test('every group of three digits is masked beside a security code: in its body, its values, headers and URL', async () => {
    const body = Buffer.from('[737,738,740,741,742,743,744,745,746]');
    const relayed = await relayAnswer(answered({ body }), 'masked', [CARD, CODE], text(BODY));
    const shown = JSON.parse(relayed.body.toString()) as unknown[];
    expect(shown).toEqual(['***', 738, '***', '***', '***', '***', '***', '***', 746]);
  });

  test('nothing is kept that must not come back', () => {
    const kept = Buffer.concat(text(BODY)).toString();
    expect(kept).toContain('"l":"1111","b":"41111111"');
    expect(kept).not.toContain(CODE.value);
    expect(kept).not.toContain(CARD.value);
  });

  test('nothing is kept where no security code was sent', () => expect(text(BODY, [CARD])).toEqual([]));
});
