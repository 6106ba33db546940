const NAME = 'latchkey-theme';

/** The only thing the dashboard keeps in a browser. A browser that keeps nothing follows the system. */
export function storedTheme(): string | null {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}

export function storeTheme(theme: string): void {
  try {
    localStorage.setItem(NAME, theme);
  } catch {
    // Not remembered then.
  }
}
