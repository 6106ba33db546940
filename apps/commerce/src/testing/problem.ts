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

/** The same of an answer that ought to come. */
export const refused = (status: number, classifier: string) => ({ status, classifier });

export const invalid = (...errors: [string, string][]) => ({
  ...refused(422, 'validation_failed'),
  errors: errors.map(([field, message]) => ({ field, message })),
});

export const badQuery = (field: string, message: string) => ({
  ...refused(400, 'bad_query'),
  errors: [{ field, message }],
});
