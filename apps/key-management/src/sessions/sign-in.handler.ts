import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, PASSWORDS, POOL, SESSIONS, THROTTLE } from '../injection-tokens';
import type { PasswordHasher } from '../passwords/password-hasher';
import type { Throttle } from '../throttling/throttle';
import { recordUserAction } from '../user-actions/user-action';
import { foldEmail } from '../users/email';
import { findByAddress, noteSignedIn, type SigningInUser } from '../users/user.store';
import type { SignInBody } from './session.dto';
import type { Sessions, SignedIn } from './sessions';
import type { Visitor } from './visitor';

export class SignInCommand {
  constructor(
    readonly visitor: Visitor,
    readonly body: SignInBody,
  ) {}
}

/** An unknown address costs the same and is answered the same as a wrong password. */
@CommandHandler(SignInCommand)
export class SignInHandler implements ICommandHandler<SignInCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SESSIONS) private readonly sessions: Sessions,
    @Inject(PASSWORDS) private readonly passwords: PasswordHasher,
    @Inject(THROTTLE) private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ visitor, body }: SignInCommand): Promise<SignedIn> {
    const email = foldEmail(searchable(body.email));
    const user = await findByAddress(this.pool, email, visitor.device, this.clock.now());
    const device = user?.isKnownDevice ? visitor.device : undefined;
    const signedIn = await this.throttle.signIn({ email, address: visitor.address, device }, () =>
      this.attempt(user, body.password, visitor),
    );
    if (!signedIn) throw new Problem('sign_in_failed');
    return signedIn;
  }

  private async attempt(
    user: SigningInUser | undefined,
    password: string,
    visitor: Visitor,
  ): Promise<SignedIn | undefined> {
    const isRight = await this.passwords.verify(password, user?.passwordHash);
    const signedIn = isRight && user ? await this.signIn(user, password, visitor) : undefined;
    if (!signedIn) await this.recordFailure(user, visitor);
    return signedIn;
  }

  private async signIn(user: SigningInUser, password: string, visitor: Visitor): Promise<SignedIn | undefined> {
    const hash = this.passwords.isWeak(user.passwordHash) ? await this.passwords.hash(password) : undefined;
    return this.sessions.begin(user.accountId, visitor, (client, now) => noteSignedIn(client, user, now, hash));
  }

  private recordFailure(user: SigningInUser | undefined, { requestId }: Visitor): Promise<void> {
    return recordUserAction(this.pool, {
      action: 'sign_in_failed',
      time: this.clock.now(),
      actor: null,
      accountId: user?.accountId ?? null,
      userId: user?.id ?? null,
      requestId,
    });
  }
}

/** People type a space too many. What PostgreSQL takes for no text is nobody's address. */
const searchable = (email: string): string => email.toWellFormed().replaceAll('\0', ' ').trim();
