/** Lets a test import a .sql file as text, as the build does. */
export default {
  process: (text) => ({ code: `export default ${JSON.stringify(text)};` }),
};
