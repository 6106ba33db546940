import { createStore, useStore } from '../api/store';

const announcement = createStore({ text: '', turn: 0 });

/** Has a screen reader say it, also when it says the same twice. */
export function announce(text: string): void {
  announcement.set({ text, turn: announcement.get().turn + 1 });
}

/** To be rendered once. */
export function Announcer() {
  const { text, turn } = useStore(announcement);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      <span key={turn}>{text}</span>
    </div>
  );
}
