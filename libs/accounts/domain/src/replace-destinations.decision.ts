import type { ReplaceDestinations } from './account.commands';
import type { AccountResult } from './account.decider';
import type { AccountEvent, DestinationDetails } from './account.events';
import type { Destination, OpenAccountState } from './account.state';
import { checkDestination } from './destination-details';
import { metadataOf } from './event-metadata';
import { accept, type FieldError, rejectFields } from './result';

export const MAX_DESTINATIONS = 200;

/** The fewest events that lead from the list that is to the list that is wanted: what stays the same keeps its id. */
export function decideReplaceDestinations(command: ReplaceDestinations, state: OpenAccountState): AccountResult {
  const { accountId, context } = command;
  if (command.destinations.length > MAX_DESTINATIONS)
    return rejectFields([{ field: 'data', message: `must have at most ${MAX_DESTINATIONS} destinations` }]);
  const { wanted, errors } = wantedList(command, state);
  if (errors.length > 0) return rejectFields(errors);
  const wantedForms = new Set(wanted.map(formOf));
  const metadata = metadataOf(context);
  const removed = state.destinations
    .filter((destination) => !wantedForms.has(formOf(destination)))
    .map(({ destinationId }): AccountEvent => ({
      type: 'DestinationRemoved',
      data: { accountId, destinationId },
      metadata,
    }));
  const present = formsOf(state);
  const allowed = wanted
    .filter((destination) => !present.has(formOf(destination)))
    .map((destination): AccountEvent => ({
      type: 'DestinationAllowed',
      data: { accountId, ...destination },
      metadata,
    }));
  // Taken away first: between two events nobody may send to more than either list allows.
  return accept(...removed, ...allowed);
}

function wantedList(
  { destinations, mode }: ReplaceDestinations,
  state: OpenAccountState,
): { readonly wanted: readonly Destination[]; readonly errors: readonly FieldError[] } {
  const present = formsOf(state);
  const fieldByForm = new Map<string, string>();
  const wanted: Destination[] = [];
  const errors: FieldError[] = [];
  destinations.forEach((input, index) => {
    const field = `data.${index}`;
    const checked = checkDestination(input, mode, field);
    errors.push(...checked.errors);
    if (!checked.details) return;
    const form = formOf(checked.details);
    const twin = fieldByForm.get(form);
    if (twin !== undefined) errors.push({ field, message: `must not be the same as ${twin}` });
    // One that is in the list already may name a merchant that was removed since: sending back what was read must work.
    else if (!present.has(form)) errors.push(...merchantErrors(checked.details, state, field));
    fieldByForm.set(form, twin ?? field);
    wanted.push({ destinationId: input.destinationId, ...checked.details });
  });
  return { wanted, errors };
}

function merchantErrors({ merchantIds }: DestinationDetails, state: OpenAccountState, field: string): FieldError[] {
  const all = merchantIds?.every((id) => state.merchants.get(id)?.status === 'active') ?? true;
  return all ? [] : [{ field: `${field}.merchant_ids`, message: 'must name merchants of the account only' }];
}

const formsOf = (state: OpenAccountState): ReadonlySet<string> => new Set(state.destinations.map(formOf));

/** Equal for destinations that allow the same: members in a fixed order, lists already in their normal form. */
function formOf(destination: DestinationDetails): string {
  const { host, ports, pathPrefixes, methods, merchantIds, relay, insecureLoopback } = destination;
  return JSON.stringify([host, ports, pathPrefixes, methods, merchantIds, relay, insecureLoopback]);
}
