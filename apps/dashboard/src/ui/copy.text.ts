export const copyText = {
  copy: 'Copy',
  copied: 'Copied',
  said: (label: string) => `${label}: copied.`,
  failed: 'The browser does not allow copying here. Select the text and copy it by keyboard.',
};
