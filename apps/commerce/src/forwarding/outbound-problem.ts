import type { OutboundFailure } from '@latchkey/outbound';
import { Problem } from '@latchkey/platform';

/** The failure in the words of the catalogue; the reasons are classifiers. */
export const outboundProblem = ({ reason, outbound }: OutboundFailure): Problem => new Problem(reason, { outbound });
