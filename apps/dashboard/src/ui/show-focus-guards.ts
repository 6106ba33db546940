/**
 * What takes the focus must not be hidden from screen readers. Base UI hides its guards, which pass the focus on at once,
 * everywhere but under VoiceOver. For the `ref` of a popup.
 */
export function showFocusGuards(popup: HTMLElement | null): (() => void) | undefined {
  if (!popup) return undefined;
  const show = (): void => {
    for (const guard of document.querySelectorAll('[data-base-ui-focus-guard]')) guard.removeAttribute('aria-hidden');
  };
  show();
  // Some come a moment later.
  const observer = new MutationObserver(show);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}
