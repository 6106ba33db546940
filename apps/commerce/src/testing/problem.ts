import type { Answer } from './http';

/** What an error says, after checking that it has the shape every error has. */
export function problemOf(answer: Answer) {
  const { type, title, status, detail, instance, code, classifier, message, request_id, errors, ...rest } = answer.body;
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(rest).toEqual({});
  expect({ status, code, message, type }).toEqual({
    status: answer.status,
    code: answer.status,
    message: detail,
    type: `/docs/problems#${String(classifier)}`,
  });
  expect(typeof title === 'string' && typeof detail === 'string' && typeof instance === 'string').toBe(true);
  expect(request_id).toBe(answer.headers['x-request-id']);
  return { status: answer.status, classifier, ...(errors === undefined ? {} : { errors }) };
}
