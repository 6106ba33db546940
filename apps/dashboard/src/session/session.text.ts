const seconds = (count: number): string => (count === 1 ? '1 second' : `${count} seconds`);
const wait = (count: number): string => (count < 120 ? seconds(count) : `${Math.ceil(count / 60)} minutes`);

export const sessionText = {
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  signInFailed: 'E-mail or password is wrong. Check both and try again.',
  tooMany: (count: number) =>
    count > 0 ? `Too many attempts. You can try again in ${wait(count)}.` : 'You can try again now.',
  tooManyForNow: 'Too many attempts. Wait until the button can be used again.',
  expired: {
    title: 'Your session has ended',
    body: (email: string) => `Sign in again as ${email} to go on. Nothing you have typed is lost.`,
    other: 'Sign in as somebody else',
  },
  confirm: {
    title: 'Confirm that it is you',
    body: 'Creating a key needs a password that was given in the last 15 minutes.',
    submit: 'Confirm',
    submitting: 'Checking…',
    cancel: 'Cancel',
    wrong: 'The password is wrong. Try again.',
  },
};
