/** A service in mode `live` refuses what carries this mark. */
export const forDevelopment = (contents: object): string =>
  JSON.stringify({ ...contents, generated_for: 'development' });
