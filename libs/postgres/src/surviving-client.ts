import pg from 'pg';

/**
 * A client whose loss does not end the process: an `error` that nobody listens to would. Whoever uses it learns of the loss
 * from the query that fails. For pools of others (TypeORM's option `extra.Client`), which hand clients out before they
 * listen.
 */
export class SurvivingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
