import { appendContract } from './append-contract';
import { concurrencyContract } from './concurrency-contract';
import type { ContractOptions, ContractSubject, MakeSubject } from './contract-subject';
import { positionContract } from './position-contract';
import { readContract } from './read-contract';
import { subscribeContract } from './subscribe-contract';

/** What every adapter of the event store holds. To be called in a spec; makes one subject for all its tests. */
export function eventStoreContract(name: string, makeSubject: MakeSubject, options: ContractOptions): void {
  describe(`${name} holds the event store contract`, () => {
    let subject: ContractSubject;
    beforeAll(async () => {
      subject = await makeSubject();
    });
    afterAll(() => subject.close());

    appendContract(() => subject.store, options);
    readContract(() => subject.store);
    positionContract(() => subject, options);
    subscribeContract(() => subject.store);
    concurrencyContract(() => subject, options);
  });
}
