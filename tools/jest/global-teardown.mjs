export default async () => {
  await globalThis.latchkeyTestPostgres?.dispose();
};
