export interface Mail {
  readonly to: string;
  /** ASCII, one line. */
  readonly subject: string;
  readonly text: string;
}

/** Sends one mail or rejects, within a few seconds. What it rejects with holds nothing of the mail. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
