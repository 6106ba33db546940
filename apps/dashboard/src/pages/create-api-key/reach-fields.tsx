import { FEATURES } from '@latchkey/accounts-domain';
import { useMerchants } from '../../directory/merchants.query';
import { Endpoint } from '../../keys/endpoint';
import { featureText, modelName } from '../../keys/features.text';
import { type KeyDraft, MAX_SCOPE_MERCHANTS } from '../../keys/key-draft';
import { MerchantPicker } from '../../keys/merchant-picker';
import { useSession } from '../../session/session.query';
import { Choice, ChoiceGroup } from '../../ui/choice';
import { createApiKeyText as text } from './create-api-key.text';

export interface ReachErrors {
  readonly reach?: string | undefined;
  readonly merchants?: string | undefined;
  readonly features?: string | undefined;
}

interface ReachFieldsProps {
  readonly draft: KeyDraft;
  readonly errors: ReachErrors;
  readonly onChange: (part: Partial<KeyDraft>) => void;
}

/** What the key can do: everything, or merchants × features as far as the account's model allows. */
export function ReachFields({ draft, errors, onChange }: ReachFieldsProps) {
  const { account } = useSession();
  const model = modelName[account.operating_model] ?? account.operating_model;
  return (
    <>
      <ChoiceGroup legend={text.reach.title} error={errors.reach}>
        <Choice
          type="radio"
          name="reach"
          label={text.reach.whole}
          means={text.reach.wholeMeans}
          checked={draft.reach === 'whole'}
          onChange={() => onChange({ reach: 'whole' })}
        />
        <Choice
          type="radio"
          name="reach"
          label={text.reach.scoped}
          means={account.allows.scoped_keys ? text.reach.scopedMeans : undefined}
          unavailable={account.allows.scoped_keys ? undefined : text.reach.unavailable(model)}
          checked={draft.reach === 'scoped'}
          onChange={() => onChange({ reach: 'scoped' })}
        />
      </ChoiceGroup>
      {draft.reach === 'scoped' && <ScopeFields draft={draft} errors={errors} onChange={onChange} model={model} />}
    </>
  );
}

function ScopeFields({ draft, errors, onChange, model }: ReachFieldsProps & { readonly model: string }) {
  const { account } = useSession();
  const { active } = useMerchants();
  return (
    <>
      <ChoiceGroup legend={text.merchants.title} error={errors.merchants}>
        <MerchantPicker
          merchants={active}
          chosen={draft.merchantIds}
          onChange={(merchantIds) => onChange({ merchantIds })}
        />
      </ChoiceGroup>
      <ChoiceGroup legend={text.features.title} error={errors.features}>
        {FEATURES.map((feature) => (
          <Choice
            key={feature}
            type="checkbox"
            name="feature"
            label={featureText[feature].name}
            aside={<Endpoint of={feature} />}
            means={featureText[feature].means}
            unavailable={account.allows.features.includes(feature) ? undefined : text.features.forbidden(model)}
            checked={draft.features.includes(feature)}
            onChange={(checked) =>
              onChange({
                features: checked ? [...draft.features, feature] : draft.features.filter((other) => other !== feature),
              })
            }
          />
        ))}
      </ChoiceGroup>
    </>
  );
}

export const tooManyMerchants = text.merchants.tooMany(MAX_SCOPE_MERCHANTS);
