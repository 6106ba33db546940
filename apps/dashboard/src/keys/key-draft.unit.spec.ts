import { draftLike, draftProblems, emptyDraft, type KeyDraft, newKeyOf } from './key-draft';

const ecosystem = { scopedKeys: true, features: ['tokens.list', 'payment-data.forward'], isActive: () => true };
const platform = { scopedKeys: false, features: [], isActive: () => true };
const scoped: KeyDraft = { label: 'EU', reach: 'scoped', merchantIds: ['m'], features: ['tokens.list'] };

test('where the model has no scoped keys, the whole account is all there is to choose', () => {
  expect(emptyDraft(platform).reach).toBe('whole');
  expect(emptyDraft(ecosystem).reach).toBeNull();
});

test('an unscoped key is sent without a scope, a scoped one with it, in the order of the documentation', () => {
  expect(newKeyOf({ ...scoped, label: ' EU ', reach: 'whole' }, null)).toEqual({ label: 'EU' });
  expect(newKeyOf({ ...scoped, features: ['payment-data.forward', 'tokens.list'] }, 'k')).toEqual({
    label: 'EU',
    scope: { merchant_ids: ['m'], features: ['tokens.list', 'payment-data.forward'] },
    replaces: 'k',
  });
});

test.each<[Partial<KeyDraft>, string[]]>([
  [{}, []],
  [{ label: '' }, ['label']],
  [{ reach: null }, ['reach']],
  [{ merchantIds: [], features: [] }, ['merchants', 'features']],
  [{ merchantIds: Array.from({ length: 251 }, String) }, ['tooManyMerchants']],
  [{ reach: 'whole', merchantIds: [], features: [] }, []],
])('%j lacks %j, and is not sent then', (part, problems) => {
  const draft = { ...scoped, ...part };
  expect(draftProblems(draft)).toEqual(problems);
  expect(newKeyOf(draft, null) === null).toBe(problems.length > 0);
});

test('a replacement does what the old key did, as far as that is possible now', () => {
  const like = (allowed: Parameters<typeof draftLike>[1]) =>
    draftLike(
      { label: 'EU', scope: { merchant_ids: ['m', 'gone'], features: ['tokens.list', 'tokens.read'] } },
      allowed,
    );
  expect(like({ ...ecosystem, isActive: (id) => id !== 'gone' })).toEqual(scoped);
  expect(like(platform)).toEqual({ ...scoped, reach: null, merchantIds: [], features: [] });
  expect(draftLike({ label: 'All', scope: null }, ecosystem)).toMatchObject({ label: 'All', reach: 'whole' });
});
