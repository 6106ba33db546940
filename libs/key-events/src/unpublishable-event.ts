/** A stored event that the contract has no place for. Names its type and position, and nothing of what is in it. */
export class UnpublishableEvent extends Error {
  override readonly name = 'UnpublishableEvent';
  constructor(
    readonly eventType: string,
    readonly position: string,
    reason: string,
  ) {
    super(`${eventType} at ${position} cannot be published: ${reason}`);
  }
}
