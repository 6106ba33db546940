import { Badge } from '../ui/badge';
import { type Key } from './key.types';
import { keysText } from './keys.text';

export const StatusBadge = ({ status }: Pick<Key, 'status'>) => (
  <Badge tone={status === 'active' ? 'success' : 'neutral'}>{keysText.status[status]}</Badge>
);
