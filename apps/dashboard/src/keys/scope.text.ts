/** Words for what a key can do. */
export const scopeText = {
  whole: 'Whole account',
  oneMerchant: '1 merchant',
  merchants: (count: number) => (count === 0 ? 'no merchant' : `${count} merchants`),
  scope: (merchants: string, features: string) => `${merchants} · ${features}`,
  nothing: 'nothing',
  everyFeature: 'list, read, forward',
  listAndRead: 'list and read tokens',
  forward: 'forward',
  now: (scope: string) => `Now only: ${scope}`,
  nothingNow: 'Can do nothing now',
  removed: (gone: number, all: number) => {
    if (gone < all) return `${gone} of its ${all} merchants ${gone === 1 ? 'was' : 'were'} removed`;
    return all === 1 ? 'its merchant was removed' : 'all its merchants were removed';
  },
  lost: (abilities: string) => `the account’s operating model does not allow it to ${abilities}`,
  reasons: (reasons: readonly string[]) => reasons.join('; '),
};
