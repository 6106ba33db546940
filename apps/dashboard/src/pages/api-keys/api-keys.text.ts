export const apiKeysText = {
  title: 'API Keys',
};
