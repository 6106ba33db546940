import { FEATURES } from '@latchkey/accounts-domain';
import { Check, X } from 'lucide-react';
import { useMerchants } from '../../directory/merchants.query';
import { featureText } from '../../keys/features.text';
import { type KeyDraft } from '../../keys/key-draft';
import { wordList } from '../../ui/word-list';
import styles from './create-api-key.module.css';
import { createApiKeyText } from './create-api-key.text';

const text = createApiKeyText.summary;
const MOST_NAMES = 4;

/** What the key will be able to do, in plain words, before it is made. */
export function DraftSummary({ draft }: { readonly draft: KeyDraft }) {
  const { nameOf } = useMerchants();
  const chosen = FEATURES.filter((feature) => draft.features.includes(feature));
  const isWhole = draft.reach === 'whole';
  const isEmpty = !isWhole && (draft.reach === null || chosen.length === 0 || draft.merchantIds.length === 0);
  const merchants = wordList(
    draft.merchantIds.map((id) => nameOf(id) ?? '…'),
    { most: MOST_NAMES },
  );
  const abilities = isWhole ? text.whole : chosen.map((feature) => featureText[feature].words);
  return (
    <section className={styles.summary} aria-label={text.title}>
      <h2>{text.title}</h2>
      {isEmpty ? (
        <p className={styles.muted}>{text.empty}</p>
      ) : (
        <>
          <p>{isWhole ? text.wholeCan : text.can(merchants)}</p>
          <ul className={styles.abilities}>
            {abilities.map((words) => (
              <li key={words}>
                <Check aria-hidden />
                {words}
              </li>
            ))}
            <li className={styles.inability}>
              <X aria-hidden />
              {isWhole ? text.wholeCannot : text.cannot}
            </li>
          </ul>
        </>
      )}
    </section>
  );
}
