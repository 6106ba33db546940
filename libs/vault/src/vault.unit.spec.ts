import fc from 'fast-check';
import { parseRootKeyFile } from './root-key-file';
import { createVault } from './vault';
import { VaultError } from './vault-error';
import { memoryAccountKeyStore, rootKeyFileText } from './vault.fixture';

const PAN = '4111111111111111';
const { rootKeys } = parseRootKeyFile(rootKeyFileText());
const newVault = (kept = memoryAccountKeyStore()) => createVault({ rootKeys, accountKeys: kept.store });

describe('a sealed record', () => {
  test('gives every field back, whatever text is in it', async () => {
    const account = await newVault().forAccount('account-1');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, note) => {
        const { wrappedKey, fields } = account.seal('token-1', { name, note });
        expect(account.open('token-1', wrappedKey, 'name', fields.name)).toBe(name);
        expect(account.open('token-1', wrappedKey, 'note', fields.note)).toBe(note);
      }),
    );
  });

  test('keeps a field without a value as nothing', async () => {
    const account = await newVault().forAccount('account-1');
    const { fields } = account.seal('token-1', { name: null, note: '' });
    expect(fields.name).toBeNull();
    expect(fields.note).toBeInstanceOf(Buffer);
  });

  test('holds the plaintext nowhere', async () => {
    const account = await newVault().forAccount('account-1');
    const { wrappedKey, fields } = account.seal('token-1', { account_number: PAN });
    const stored = Buffer.concat([wrappedKey, fields.account_number]);
    expect(stored.includes(PAN)).toBe(false);
    expect(stored.includes(Buffer.from(PAN, 'hex'))).toBe(false);
  });

  test('is unreadable when moved to another row, field or account, or next to another record key', async () => {
    const vault = newVault();
    const one = await vault.forAccount('account-1');
    const two = await vault.forAccount('account-2');
    const { wrappedKey, fields } = one.seal('token-1', { account_number: PAN, cardholder_name: 'ANNA BELL' });
    const sameRowAgain = one.seal('token-1', { account_number: PAN });

    const unreadable = new VaultError('unreadable', 'the ciphertext was changed, or belongs elsewhere');
    expect(() => one.open('token-2', wrappedKey, 'account_number', fields.account_number)).toThrow(unreadable);
    expect(() => one.open('token-1', wrappedKey, 'cardholder_name', fields.account_number)).toThrow(unreadable);
    expect(() => two.open('token-1', wrappedKey, 'account_number', fields.account_number)).toThrow(unreadable);
    expect(() => one.open('token-1', sameRowAgain.wrappedKey, 'account_number', fields.account_number)).toThrow(
      unreadable,
    );
    expect(() => one.open('token-1', fields.account_number, 'account_number', fields.account_number)).toThrow(
      unreadable,
    );
    expect(one.open('token-1', wrappedKey, 'account_number', fields.account_number)).toBe(PAN);
  });

  test('says nothing of its plaintext or keys in an error', async () => {
    const account = await newVault().forAccount('account-1');
    const { wrappedKey, fields } = account.seal('token-1', { account_number: PAN });
    let message = '';
    try {
      account.open('token-9', wrappedKey, 'account_number', fields.account_number);
    } catch (error) {
      message = JSON.stringify(error, Object.getOwnPropertyNames(error));
    }
    expect(message).toContain('unreadable');
    expect(message).not.toContain(PAN);
    expect(message).not.toMatch(/[0-9a-f]{32}/i);
  });
});

describe('an account', () => {
  test('keeps its keys: another process with the same store and root key reads what this one sealed', async () => {
    const kept = memoryAccountKeyStore();
    const sealed = (await newVault(kept).forAccount('account-1')).seal('token-1', { account_number: PAN });
    const later = await newVault(kept).forAccount('account-1');
    expect(later.open('token-1', sealed.wrappedKey, 'account_number', sealed.fields.account_number)).toBe(PAN);
    expect(later.fingerprint(PAN)).toEqual((await newVault(kept).forAccount('account-1')).fingerprint(PAN));
  });

  test('gets one set of keys when two processes make them at the same time', async () => {
    const kept = memoryAccountKeyStore();
    const [one, two] = await Promise.all([
      newVault(kept).forAccount('account-1'),
      newVault(kept).forAccount('account-1'),
    ]);
    expect(kept.calls.keepFirst).toBe(2);
    const sealed = one.seal('token-1', { account_number: PAN });
    expect(two.open('token-1', sealed.wrappedKey, 'account_number', sealed.fields.account_number)).toBe(PAN);
  });

  test('has fingerprints of its own: equal numbers agree within it and tell nothing across accounts', async () => {
    const vault = newVault();
    const one = await vault.forAccount('account-1');
    const two = await vault.forAccount('account-2');
    expect(one.fingerprint(PAN)).toEqual(one.fingerprint(PAN));
    expect(one.fingerprint(PAN)).not.toEqual(one.fingerprint('5555555555554444'));
    expect(one.fingerprint(PAN)).not.toEqual(two.fingerprint(PAN));
    expect(one.fingerprint(PAN)).toHaveLength(32);
  });

  test('cannot be opened with the wrapped keys of another, nor with the two keys exchanged', async () => {
    const kept = memoryAccountKeyStore();
    await newVault(kept).forAccount('account-1');
    const stored = kept.kept.get('account-1');
    if (!stored) throw new Error('no keys were kept');
    kept.kept.set('account-2', stored);
    await expect(newVault(kept).forAccount('account-2')).rejects.toMatchObject({ reason: 'unreadable' });
    kept.kept.set('account-1', {
      ...stored,
      wrappedKey: stored.wrappedFingerprintKey,
      wrappedFingerprintKey: stored.wrappedKey,
    });
    await expect(newVault(kept).forAccount('account-1')).rejects.toMatchObject({ reason: 'unreadable' });
  });

  test('is unknown to an installation that lost the root key', async () => {
    const kept = memoryAccountKeyStore();
    await newVault(kept).forAccount('account-1');
    const other = parseRootKeyFile(
      rootKeyFileText({ current: 2, keys: { '2': Buffer.alloc(32, 2).toString('base64') } }),
    );
    const vault = createVault({ rootKeys: other.rootKeys, accountKeys: kept.store });
    await expect(vault.forAccount('account-1')).rejects.toMatchObject({ reason: 'unknown_key' });
  });
});
