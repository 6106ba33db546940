const HEADER = 'x-latchkey-background';
/** What is asked for later than this after somebody last did something on the page is asked for by the page itself. */
const PRESENT_MS = 60_000;

/** Opening the page was somebody's doing too. */
let lastDoneAt = performance.now();

export function watchPresence(page: EventTarget): void {
  const note = () => void (lastDoneAt = performance.now());
  for (const type of ['pointerdown', 'keydown', 'wheel', 'touchmove']) {
    page.addEventListener(type, note, { capture: true, passive: true });
  }
}

/** A page left open reads anew whenever it is looked at: that must not keep its session from ending. */
export function withPresence(request: Request): Request {
  const isAlone = performance.now() - lastDoneAt > PRESENT_MS;
  if (isAlone && request.method === 'GET') request.headers.set(HEADER, 'true');
  return request;
}
