import { Check } from 'lucide-react';
import { useMerchants } from '../../directory/merchants.query';
import { type Key } from '../../keys/key.types';
import { ReductionNote } from '../../keys/reduction-note';
import { featureWords, merchantWords } from '../../keys/scope-words';
import { Card } from '../../ui/card';
import styles from './api-key.module.css';
import { apiKeyText } from './api-key.text';
import { ScopeMatrix } from './scope-matrix';

const text = apiKeyText.scope;

export function KeyScopeCard({ of: key }: { readonly of: Key }) {
  const { nameOf } = useMerchants();
  const title = key.status === 'active' ? text.title : text.revoked;
  const { scope, effective_scope: effective } = key;
  if (scope === null || effective === null) {
    return (
      <Card title={title} intro={text.whole.intro}>
        <ul className={styles.can}>
          {text.whole.can.map((words) => (
            <li key={words}>
              <Check aria-hidden />
              {words}
            </li>
          ))}
        </ul>
        <p className={styles.muted}>{text.whole.cannot}</p>
      </Card>
    );
  }
  const reduced =
    effective.merchant_ids.length < scope.merchant_ids.length || effective.features.length < scope.features.length;
  return (
    <Card title={title} intro={text.intro(merchantWords(scope.merchant_ids, nameOf), featureWords(scope.features))}>
      <ReductionNote of={key} />
      <ScopeMatrix scope={scope} effective={effective} />
      <p className={styles.muted}>
        {text.cannot} {reduced && text.notNowMeans}
      </p>
    </Card>
  );
}
