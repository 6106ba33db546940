/**
 * What is there now is not what was hashed or signed before. Nothing is signed until somebody has looked at it: a signature
 * would say that it is in order. The message names the log and the place, and nothing of what is there.
 */
export class NotAsSealed extends Error {
  override readonly name = 'NotAsSealed';
}
