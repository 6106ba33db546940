export { createAuthClient, type AuthClient, type AuthClientOptions } from './auth-client';
export type { Clock } from './clock';
export type {
  Allow,
  AllowedDestination,
  Answer,
  Check,
  Deny,
  DestinationQuestion,
  Granted,
  Malformed,
  OperatingModel,
  Unavailable,
  UnavailableReason,
  Verdict,
} from './verdict';
