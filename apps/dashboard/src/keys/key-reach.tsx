import { useMerchants } from '../directory/merchants.query';
import { wordList } from '../ui/word-list';
import { type Key } from './key.types';
import { keysText } from './keys.text';
import { ReductionNote } from './reduction-note';
import { featureWords } from './scope-words';

const MOST_NAMES = 5;

/** What the key reaches, with its merchants by name. */
export function KeyReach({ of: key }: { readonly of: Key }) {
  const { nameOf } = useMerchants();
  if (key.scope === null) return keysText.deleting.everything;
  const names = key.scope.merchant_ids.map((id) => nameOf(id) ?? '…');
  return (
    <>
      {wordList(names, { most: MOST_NAMES })} · {featureWords(key.scope.features)}
      <ReductionNote of={key} />
    </>
  );
}
