import { type Actor } from '../keys/key.types';
import { useSession } from '../session/session.query';
import { actorText as text } from './actor.text';
import { useUsers } from './users.query';

/** Who did something, by name where there is one. */
export function ActorName({ actor }: { readonly actor: Actor }) {
  const users = useUsers();
  const { user: me } = useSession();
  if (actor.type === 'operator') return text.operator(actor.id);
  if (actor.type === 'api_key') return text.apiKey;
  if (actor.type === 'system') return text.system;
  if (actor.id === me.id) return text.you;
  const user = users.get(actor.id);
  if (!user) return text.user;
  return user.removed_at === null ? user.name : text.removed(user.name);
}
