import { createLinks } from './links';

test('the token of a link is where no server sees it', () => {
  const links = createLinks(() => 'https://keys.acme.example');
  expect([links.to('invitation', 'abc'), links.to('password_reset', 'abc')]).toEqual([
    'https://keys.acme.example/invitation#abc',
    'https://keys.acme.example/password-reset#abc',
  ]);
});
