import { count } from '../ui/count';

export const merchantPickerText = {
  search: 'Search merchants',
  loading: 'Loading merchants…',
  all: 'Select all',
  none: 'Clear',
  chosen: (chosen: number, total: number) => `${count(chosen)} of ${count(total)} selected`,
  more: (more: number) => `${count(more)} more: search to find them.`,
  noMatch: 'No merchant matches.',
  primary: 'the account’s own',
};
