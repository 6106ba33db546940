import { problemResponses } from './openapi-fragments';

describe('problemResponses', () => {
  test('gathers classifiers by status, each with an example of what is really sent', () => {
    const responses = problemResponses('missing_api_key', 'not_found', 'invalid_api_key', 'authorization_unavailable');
    expect(Object.keys(responses)).toEqual(['401', '404', '503']);
    expect(responses['401']).toMatchObject({
      content: {
        'application/problem+json': { examples: { missing_api_key: { value: { status: 401 } }, invalid_api_key: {} } },
      },
    });
    expect(responses['503']).toMatchObject({ headers: { 'retry-after': { $ref: '#/components/headers/RetryAfter' } } });
    expect(responses['404']).not.toHaveProperty('headers.retry-after');
  });
});
