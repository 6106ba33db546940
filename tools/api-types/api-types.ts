/** `npm run api-types`: writes the dashboard's types of key-management's API from what `/openapi.json` says. */
import { writeFileSync } from 'node:fs';
import { API_TYPES_FILE, generateApiTypes } from './generate-api-types';

writeFileSync(API_TYPES_FILE, await generateApiTypes());
console.log(`wrote ${API_TYPES_FILE}`);
