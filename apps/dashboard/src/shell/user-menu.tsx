import { Link } from '@tanstack/react-router';
import { ChevronDown, CircleUser, LogOut } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from '../api/store';
import { useSession } from '../session/session.query';
import { leave } from '../session/signed-in';
import { parseTheme, theme, THEMES } from '../theme/theme';
import { ActionMenu, prefetchMenus } from '../ui/action-menu';
import { announce } from '../ui/announcer';
import { Button } from '../ui/button';
import styles from './shell.module.css';
import { shellText as text } from './shell.text';

const themes = THEMES.map((value) => ({ value, label: text.themes[value] }));

export function UserMenu() {
  const { user } = useSession();
  const chosenTheme = useStore(theme);
  const [failed, setFailed] = useState(false);
  useEffect(prefetchMenus, []);
  const signOut = (): void => {
    setFailed(false);
    leave().catch(() => {
      setFailed(true);
      announce(text.signOutFailed);
    });
  };

  return (
    <ActionMenu
      trigger={(props) => (
        <Button {...props} look="quiet">
          <span className={styles.avatar} data-initial={Array.from(user.name)[0]?.toUpperCase()} />
          <span className="visually-hidden">{text.userMenuOf}</span>
          <span className={styles.userName}>{user.name}</span>
          <ChevronDown aria-hidden />
        </Button>
      )}
      entries={[
        {
          type: 'note',
          content: (
            <div className={styles.who}>
              <span>{user.name}</span>
              <small>{user.email}</small>
              {failed && <small>{text.signOutFailed}</small>}
            </div>
          ),
        },
        'separator',
        { type: 'link', label: text.profile, icon: CircleUser, link: <Link to="/settings/profile" /> },
        'separator',
        {
          type: 'choice',
          label: text.theme,
          value: chosenTheme,
          options: themes,
          onChange: (value) => theme.set(parseTheme(value)),
        },
        'separator',
        { type: 'action', label: text.signOut, icon: LogOut, onSelect: signOut },
      ]}
    />
  );
}
