import type { OpenApiDocument } from '@latchkey/platform';

export const openApi: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Latchkey key management', version: '1' },
  paths: {},
};
