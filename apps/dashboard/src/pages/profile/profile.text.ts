export const profileText = {
  title: 'Profile',
};
