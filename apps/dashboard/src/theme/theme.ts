import { createStore } from '../api/store';
import { storeTheme, storedTheme } from './stored-theme';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = createStore<Theme>(parseTheme(storedTheme()));

export function parseTheme(stored: string | null): Theme {
  return THEMES.find((known) => known === stored) ?? 'system';
}

/** To be called before anything is drawn. */
export function followTheme(): void {
  const apply = (): void => {
    const chosen = theme.get();
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
  };
  apply();
  theme.subscribe(() => {
    apply();
    storeTheme(theme.get());
  });
}
