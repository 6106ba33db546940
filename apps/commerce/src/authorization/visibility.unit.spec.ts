import fc from 'fast-check';
import { isVisible, merchantsInView } from './visibility';

const merchant = fc.constantFrom<string>('a', 'b', 'c');
const scope = fc.oneof(fc.constant('*' as const), fc.uniqueArray(merchant));

describe('what a caller sees', () => {
  test('a list holds exactly what reading one by one would show, and of that what was asked for', () => {
    fc.assert(
      fc.property(
        scope,
        fc.option(fc.uniqueArray(merchant, { minLength: 1 }), { nil: undefined }),
        (merchantIds, asked) => {
          const visibility = { accountId: 'x', merchantIds };
          const inView = merchantsInView(visibility, asked);
          for (const token of ['a', 'b', 'c', null]) {
            const listed = inView === '*' || (token !== null && inView.includes(token));
            const wanted = asked === undefined || (token !== null && asked.includes(token));
            expect(listed).toBe(isVisible(token, visibility) && wanted);
          }
        },
      ),
    );
  });

  test('nothing, when no merchant is left', () => {
    const visibility = { accountId: 'x', merchantIds: [] };
    expect([isVisible('a', visibility), isVisible(null, visibility), merchantsInView(visibility, undefined)]).toEqual([
      false,
      false,
      [],
    ]);
  });
});
