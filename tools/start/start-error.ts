/** Starting cannot go on for a reason that whoever started us can put right. The message is the one sentence they see. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
