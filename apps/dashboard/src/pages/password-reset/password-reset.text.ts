export const passwordResetText = {
  title: 'Choose a new password',
  intro: (account: string) => `For your user in ${account}. You will be signed out everywhere else.`,
  submit: 'Save and sign in',
  submitting: 'Saving…',
};
