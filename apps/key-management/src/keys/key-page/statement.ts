export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Takes a value and answers what stands for it in the text. */
export type Bind = (value: unknown) => string;

export const statement = (write: (bind: Bind) => string): Statement => {
  const values: unknown[] = [];
  const text = write((value) => `$${values.push(value)}`);
  return { text, values };
};
