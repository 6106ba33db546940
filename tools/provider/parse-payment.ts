export type Payment =
  | {
      readonly ok: true;
      /** JSON text: the body itself, or a form's fields. */
      readonly json: string;
      readonly content: unknown;
      /** Of the outermost member or field `amount`. */
      readonly amount: string | undefined;
    }
  | { readonly ok: false; readonly status: 400 | 415; readonly reason: string };

export const parsePayment = (body: Buffer, contentType = ''): Payment => {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    const content = fieldsOf(new URLSearchParams(body.toString('utf8')));
    return { ok: true, json: JSON.stringify(content), content, amount: amountOf(content) };
  }
  if (type !== 'application/json') return { ok: false, status: 415, reason: 'JSON and forms are taken.' };
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const content: unknown = JSON.parse(json);
    return { ok: true, json, content, amount: amountOf(content) };
  } catch {
    return { ok: false, status: 400, reason: 'The body is not JSON.' }; // the parser's own message quotes it
  }
};

/** A name that is there several times has the list of its values. */
const fieldsOf = (form: URLSearchParams): object =>
  Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0] : values] as const;
    }),
  );

const amountOf = (content: unknown): string | undefined => {
  const amount: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, 'amount') : undefined;
  return typeof amount === 'string' || typeof amount === 'number' ? String(amount) : undefined;
};
