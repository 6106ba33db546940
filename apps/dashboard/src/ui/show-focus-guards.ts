/**
 * What takes the focus must not be hidden from screen readers. Base UI hides its guards, which pass the focus on at once,
 * everywhere but under VoiceOver. For as long as a popup is open: some of them come a moment after it.
 */
export function showFocusGuards(): () => void {
  const show = (): void => {
    for (const guard of document.querySelectorAll('[data-base-ui-focus-guard]')) guard.removeAttribute('aria-hidden');
  };
  show();
  const observer = new MutationObserver(show);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}
