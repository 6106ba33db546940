/** Without what leaves no mark: formatting characters, fillers, variation selectors; the blank of braille is a space. */
export const withoutInvisible = (text: string): string =>
  text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '').replaceAll('\u2800', ' ');
