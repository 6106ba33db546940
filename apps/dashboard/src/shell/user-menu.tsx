import { Link } from '@tanstack/react-router';
import { ChevronDown, CircleUser, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../api/store';
import { useSession } from '../session/session.query';
import { leave } from '../session/signed-in';
import { theme, THEMES } from '../theme/theme';
import { announce } from '../ui/announcer';
import { Button } from '../ui/button';
import { ActionMenu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu';
import styles from './shell.module.css';
import { shellText as text } from './shell.text';

const themes = THEMES.map((value) => ({ value, label: text.themes[value] }));

export function UserMenu() {
  const { user } = useSession();
  const [failed, setFailed] = useState(false);
  const signOut = (): void => {
    setFailed(false);
    leave().catch(() => {
      setFailed(true);
      announce(text.signOutFailed);
    });
  };

  return (
    <ActionMenu
      trigger={
        <Button look="quiet" aria-label={text.userMenu(user.name)}>
          <span className={styles.avatar} data-initial={Array.from(user.name)[0]?.toUpperCase()} />
          <span className={styles.userName}>{user.name}</span>
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <div className={styles.who}>
        <span>{user.name}</span>
        <small>{user.email}</small>
        {failed && <small role="alert">{text.signOutFailed}</small>}
      </div>
      <MenuSeparator />
      <MenuItem render={<Link to="/settings/profile" />}>
        <CircleUser aria-hidden />
        {text.profile}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice label={text.theme} value={useStore(theme)} options={themes} onChange={theme.set} />
      <MenuSeparator />
      <MenuItem onClick={signOut}>
        <LogOut aria-hidden />
        {text.signOut}
      </MenuItem>
    </ActionMenu>
  );
}
