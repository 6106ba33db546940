import { type Page } from 'playwright-core';
import { positionAfter } from './position-after';

/** In the dialog that asks: deletes the key, and waits until it is said to be dead. Answers the position of that. */
export const confirmDeletion = async (page: Page, label: string): Promise<string> => {
  const dialog = page.getByRole('alertdialog', { name: `Delete “${label}”?` });
  await dialog.getByLabel('To confirm, type the label of the key').fill(label);
  const position = await positionAfter(page, 'DELETE', () =>
    dialog.getByRole('button', { name: 'Delete API key' }).click(),
  );
  await page.getByRole('dialog', { name: `“${label}” is deleted` }).waitFor();
  return position;
};
