export const destinationsText = {
  title: 'Destinations',
};
