import {
  accountOpened,
  encryptionKeyIssued,
  given,
  issueEncryptionKey,
  merchantAdded,
  merchantChanged,
  merchantRemoved,
} from './testing/account.given';

const history = [...accountOpened('platform'), merchantAdded(1), merchantAdded(2)];

describe('issuing an encryption key', () => {
  test.each([0, 1])('says which one the merchant has from now on, its own too', (merchant) => {
    given(...history)
      .when(issueEncryptionKey(merchant, 7))
      .then(encryptionKeyIssued(merchant, 7));
  });

  test('under any model, for it opens nothing', () => {
    given(...accountOpened('primary_merchant'))
      .when(issueEncryptionKey(0, 7))
      .then(encryptionKeyIssued(0, 7));
  });

  test('replaces the one before, as often as it is asked for', () => {
    given(...history, encryptionKeyIssued(1, 7), encryptionKeyIssued(1, 8))
      .when(issueEncryptionKey(1, 9))
      .then(encryptionKeyIssued(1, 9));
  });

  test('is nothing new when it is the latest already, also after the merchant was changed and others had theirs', () => {
    given(...history, encryptionKeyIssued(1, 7), merchantChanged(1, { companyCity: 'Lyon' }), encryptionKeyIssued(2, 8))
      .when(issueEncryptionKey(1, 7))
      .thenNothing();
  });

  test('is refused for a merchant that is not there, and for one that was removed', () => {
    given(...history)
      .when(issueEncryptionKey(3, 7))
      .thenRejected('not_found');
    given(...history, merchantRemoved(1))
      .when(issueEncryptionKey(1, 7))
      .thenRejected('merchant_removed');
    given().when(issueEncryptionKey(1, 7)).thenRejected('not_found');
  });
});
