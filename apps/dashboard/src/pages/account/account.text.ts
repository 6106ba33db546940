export const accountText = {
  title: 'Account',
};
