export const usersText = {
  title: 'Users',
};
