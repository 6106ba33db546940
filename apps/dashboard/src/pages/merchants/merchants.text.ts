export const merchantsText = {
  title: 'Merchants',
};
