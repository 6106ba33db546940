import type { Answer } from '../../testing/client';

/** A refusal in words: one sentence, beside all the members that every problem has. */
export const problem = async (answer: Promise<Answer>): Promise<string> => {
  const { status, body } = await answer;
  const { type, instance, request_id, detail, classifier, code, message } = body;
  expect([type, instance, request_id, message].every((member) => typeof member === 'string')).toBe(true);
  expect([String(detail), code]).toEqual([expect.stringMatching(/^[^\n]{5,300}$/), status]);
  return `${status} ${String(classifier)}: ${String(detail)}`;
};
