import type { Mail, Mailer } from '../mail/mailer.port';
import type { Invitation, OneTimeLink } from './one-time-link';

/** Tells people of their links. Best effort: whoever asked for the link has it in the answer, too. */
export interface LinkMails {
  invitation(invitation: Invitation, accountName: string, link: string): Promise<void>;
  passwordReset(reset: OneTimeLink, email: string, link: string): Promise<void>;
}

export const createLinkMails = (mailer: Mailer, log: { warn(details: object, message: string): void }): LinkMails => {
  /** What it rejects with holds neither the address nor the link. */
  const send = async (id: string, mail: Mail): Promise<void> => {
    await mailer
      .send(mail)
      .catch((error: unknown) => log.warn({ err: error, link_id: id }, 'a mail could not be sent'));
  };
  return {
    invitation: ({ id, email, role, expiresAt }, accountName, link) =>
      send(id, {
        to: email,
        subject: 'Your invitation to Latchkey',
        text: `You were invited to ${accountName} on Latchkey, as ${ROLE_IN_WORDS[role]}.\n\nChoose your password here:\n${link}\n\nThe link works once, until ${expiresAt.toUTCString()}.\nIf you did not expect it, do nothing.`,
      }),
    passwordReset: ({ id, expiresAt }, email, link) =>
      send(id, {
        to: email,
        subject: 'Your new password for Latchkey',
        text: `Choose a new password for Latchkey here:\n${link}\n\nThe link works once, until ${expiresAt.toUTCString()}.\nIf you did not ask for it, do nothing: the old password stays.`,
      }),
  };
};

const ROLE_IN_WORDS = { owner: 'an owner', admin: 'an admin', viewer: 'a viewer' } as const;
