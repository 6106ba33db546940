import { FEATURES } from '@latchkey/accounts-domain';
import { envLine, exampleRequest } from './example-request';
import { featureText } from './features.text';

const SECRET = 'lk_test_example';

test.each(FEATURES)('a key with %s alone is shown a call to the endpoint that this opens', (feature) => {
  const { curl } = exampleRequest(SECRET, { merchant_ids: ['m'], features: [feature] });
  const path = (featureText[feature].endpoint.split(' ')[1] ?? '').replaceAll('{id}', '[^/]+');
  expect(curl).toMatch(new RegExp(`^curl "\\$LATCHKEY_COMMERCE_URL${path}["?]`));
  expect(curl).toContain(`-H "x-api-key: ${SECRET}"`);
  expect(curl.includes(' -d ')).toBe(featureText[feature].endpoint.startsWith('POST'));
});

test('an unscoped key can be tried as it stands', () => {
  expect(exampleRequest(SECRET, null)).toEqual({
    curl: `curl "$LATCHKEY_COMMERCE_URL/tokens?limit=3" -H "x-api-key: ${SECRET}"`,
    hasPlaceholders: false,
  });
});

test('the line for a .env file', () => {
  expect(envLine(SECRET)).toBe(`LATCHKEY_API_KEY=${SECRET}`);
});
