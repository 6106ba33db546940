import { OPERATING_MODELS } from './operating-model';
import {
  accountOpened,
  changeModel,
  given,
  merchantAdded,
  merchantRemoved,
  modelChanged,
  removeMerchant,
} from './testing/account.given';

describe('changing the operating model', () => {
  const others = (model: string) => OPERATING_MODELS.filter((other) => other !== model);
  const changes = OPERATING_MODELS.flatMap((from) => others(from).map((to) => [from, to] as const));

  test.each(changes)('%s → %s, with the own merchant only', (from, to) => {
    given(...accountOpened(from))
      .when(changeModel(to))
      .then(modelChanged(to));
  });

  test.each(OPERATING_MODELS)('to the same (%s) changes nothing', (model) => {
    given(...accountOpened(model))
      .when(changeModel(model))
      .thenNothing();
  });

  test.each(['platform', 'ecosystem', 'managed_ecosystem'] as const)(
    '%s → primary_merchant conflicts while there is more than one merchant, and says why',
    (from) => {
      const asked = given(...accountOpened(from), merchantAdded(1)).when(changeModel('primary_merchant'));
      asked.thenRejected('conflict');
      expect(asked.result).toMatchObject({ rejection: { detail: expect.stringContaining('2 merchants') as string } });
    },
  );

  test('removed merchants do not stand in the way', () => {
    given(...accountOpened('ecosystem'), merchantAdded(1), merchantRemoved(1))
      .when(changeModel('primary_merchant'))
      .then(modelChanged('primary_merchant'));
  });

  test('the last model counts', () => {
    const history = [...accountOpened('ecosystem'), merchantAdded(1), modelChanged('platform')];
    given(...history)
      .when(changeModel('platform'))
      .thenNothing();
    given(...history)
      .when(removeMerchant(1))
      .then(merchantRemoved(1));
  });

  test('an unknown model is refused before the account is looked for', () => {
    given().when(changeModel('all')).thenRejected('validation_failed', 'operating_model');
    given(...accountOpened('platform'))
      .when(changeModel('all'))
      .thenRejected('validation_failed', 'operating_model');
  });
});
