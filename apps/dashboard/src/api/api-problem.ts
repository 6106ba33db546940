import { type components } from './schema';

export type FieldProblem = components['schemas']['FieldError'];

/** An answer that says no, as RFC 9457 tells it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    /** The stable machine word; `unknown` where something other than our service answered. */
    readonly classifier: string,
    detail: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
  }
}

/** No answer, or one that says that the service cannot answer now. Whether a write was done is not known. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export async function readProblem(response: Response): Promise<ApiProblem> {
  const body = await response.json().catch(() => null);
  const { classifier, detail, errors } = isRecord(body) ? body : {};
  return new ApiProblem(
    response.status,
    typeof classifier === 'string' ? classifier : 'unknown',
    typeof detail === 'string' ? detail : '',
    Array.isArray(errors) ? errors.filter(isFieldProblem) : [],
    retryAfter(response.headers.get('retry-after')),
  );
}

function retryAfter(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isFieldProblem = (value: unknown): value is FieldProblem =>
  isRecord(value) && typeof value.field === 'string' && typeof value.message === 'string';
