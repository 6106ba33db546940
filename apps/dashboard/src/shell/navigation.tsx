import { Link, linkOptions } from '@tanstack/react-router';
import { CircleUser, KeyRound, Landmark, Send, Store, Users } from 'lucide-react';
import styles from './shell.module.css';
import { shellText as text } from './shell.text';

const LINKS = [
  { icon: KeyRound, label: text.pages.apiKeys, link: linkOptions({ to: '/settings/api-keys' }) },
  { icon: Store, label: text.pages.merchants, link: linkOptions({ to: '/settings/merchants' }) },
  { icon: Send, label: text.pages.destinations, link: linkOptions({ to: '/settings/destinations' }) },
  { icon: Users, label: text.pages.users, link: linkOptions({ to: '/settings/users' }) },
  { icon: Landmark, label: text.pages.account, link: linkOptions({ to: '/settings/account' }) },
  { icon: CircleUser, label: text.pages.profile, link: linkOptions({ to: '/settings/profile' }) },
];

interface NavigationProps {
  readonly id: string;
  /** Of narrow screens alone; on wide ones it is always there. */
  readonly open: boolean;
}

export function Navigation({ id, open }: NavigationProps) {
  return (
    <nav id={id} className={styles.navigation} aria-label={text.settings} data-open={open}>
      <div className={styles.sticky}>
        <p className={styles.navigationTitle} aria-hidden>
          {text.settings}
        </p>
        <ul className={styles.links}>
          {LINKS.map(({ icon: Icon, label, link }) => (
            <li key={label}>
              <Link {...link} className={styles.link} activeOptions={{ includeSearch: false }}>
                <Icon aria-hidden />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
