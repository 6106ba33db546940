import { readFileSync } from 'node:fs';
import { API_TYPES_FILE, generateApiTypes } from './generate-api-types';

test('the dashboard’s types are those of the API: else run `npm run api-types`', async () => {
  expect(readFileSync(API_TYPES_FILE, 'utf8')).toBe(await generateApiTypes());
});
