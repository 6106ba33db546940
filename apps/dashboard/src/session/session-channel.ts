/** Tells the other tabs of this browser that somebody signed in or out here. It carries no more than that. */
const channel = new BroadcastChannel('latchkey-session');

export const tellOtherTabs = (): void => channel.postMessage('changed');

export function onOtherTab(listener: () => void): () => void {
  channel.addEventListener('message', listener);
  return () => channel.removeEventListener('message', listener);
}
