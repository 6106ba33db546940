/** Somebody else leads: whoever gets this has been overtaken and changes nothing any more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor() {
    super('another process has taken over');
  }
}
