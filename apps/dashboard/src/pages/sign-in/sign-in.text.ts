export const signInText = {
  title: 'Sign in',
  help: 'Forgotten your password? The operator of this installation can give you a link for a new one.',
};
