import { featureText } from '../../keys/features.text';
import { type Feature } from '../../keys/key.types';
import { useSession } from '../../session/session.query';
import { Card } from '../../ui/card';
import { Facts } from '../../ui/facts';
import { Page } from '../../ui/page';
import styles from './account.module.css';
import { accountText as text } from './account.text';

export function AccountPage() {
  const { account, mode } = useSession();
  const model = text.model(account.operating_model);
  return (
    <Page title={text.title} intro={text.intro}>
      <Card title={account.name}>
        <Facts
          facts={[
            [text.facts.id, <code>{account.id}</code>],
            [text.facts.mode, text.mode[mode]],
            [text.facts.model, model.name],
            [text.facts.merchants, model.merchants],
            [text.facts.keys, model.keys],
            [text.facts.features, <Features of={account.allows.features} />],
          ]}
        />
      </Card>
    </Page>
  );
}

function Features({ of: features }: { readonly of: readonly string[] }) {
  if (features.length === 0) return text.noFeatures;
  return (
    <ul className={styles.features}>
      {features.filter(isFeature).map((feature) => (
        <li key={feature}>
          {featureText[feature].name} <code>{featureText[feature].endpoint}</code>
        </li>
      ))}
    </ul>
  );
}

const isFeature = (text: string): text is Feature => Object.hasOwn(featureText, text);
