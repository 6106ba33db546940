import type { Rejection } from '@latchkey/accounts-domain';
import { type Classifier, Problem } from '@latchkey/platform';

/** A decision's refusal as the answer over HTTP: same classifier, same words. */
export const rejected = ({ classifier, detail, errors }: Rejection<Classifier>): Problem =>
  new Problem(classifier, errors ? { errors } : { detail });
