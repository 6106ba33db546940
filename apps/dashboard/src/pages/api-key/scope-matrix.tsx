import { Check, Minus, TriangleAlert } from 'lucide-react';
import { FEATURES } from '@latchkey/accounts-domain';
import { useMerchants } from '../../directory/merchants.query';
import { Endpoint } from '../../keys/endpoint';
import { featureText } from '../../keys/features.text';
import { type Feature, type Scope } from '../../keys/key.types';
import { classNames } from '../../ui/class-names';
import table from '../../ui/table.module.css';
import styles from './api-key.module.css';
import { apiKeyText } from './api-key.text';

const text = apiKeyText.scope;

interface ScopeMatrixProps {
  readonly scope: Scope;
  readonly effective: Scope;
}

/** Every merchant of the scope × every feature there is, in words. */
export function ScopeMatrix({ scope, effective }: ScopeMatrixProps) {
  const { get } = useMerchants();
  const verdict = (merchantId: string, feature: Feature): keyof typeof VERDICTS => {
    if (!scope.features.includes(feature)) return 'no';
    return effective.merchant_ids.includes(merchantId) && effective.features.includes(feature) ? 'yes' : 'notNow';
  };
  return (
    <div className={classNames(table.frame, styles.matrix)} role="region" aria-label={text.matrix} tabIndex={0}>
      <table role="table" className={table.table}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {text.merchant}
            </th>
            {FEATURES.map((feature) => (
              <th role="columnheader" scope="col" key={feature}>
                {featureText[feature].name}
                <Endpoint className={styles.endpoint} of={feature} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {scope.merchant_ids.map((id) => {
            const merchant = get(id);
            return (
              <tr role="row" key={id}>
                <th role="rowheader" scope="row">
                  {merchant?.legal_name ?? text.unknown}
                  {merchant?.status === 'removed' && <span className={styles.muted}> ({text.removed})</span>}
                </th>
                {FEATURES.map((feature) => (
                  <td role="cell" key={feature} data-label={featureText[feature].name}>
                    <Verdict verdict={verdict(id, feature)} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const VERDICTS = { yes: Check, no: Minus, notNow: TriangleAlert };

function Verdict({ verdict }: { readonly verdict: keyof typeof VERDICTS }) {
  const Icon = VERDICTS[verdict];
  return (
    <span className={classNames(styles.cell, styles[verdict])}>
      <Icon aria-hidden />
      {text[verdict]}
    </span>
  );
}
