import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { ConfirmPasswordDialog } from '../session/confirm-password.dialog';
import { SessionEndedDialog } from '../session/session-ended.dialog';
import { SessionWatcher } from '../session/session-watcher';
import { useSession } from '../session/session.query';
import { Badge } from '../ui/badge';
import { Brand } from '../ui/brand';
import { Button } from '../ui/button';
import { ConnectionBanner } from './connection-banner';
import { Navigation } from './navigation';
import styles from './shell.module.css';
import { shellText as text } from './shell.text';
import { UserMenu } from './user-menu';

/** What surrounds every page of the settings. */
export function Shell() {
  const { account, mode } = useSession();
  const main = useRef<HTMLElement>(null);
  const navigationId = useId();
  const [open, setOpen] = useState(false);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => setOpen(false), [pathname]);

  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {text.skip}
      </a>
      <header className={styles.header}>
        <Button
          className={styles.toggle}
          look="quiet"
          icon
          aria-label={text.openNavigation}
          aria-expanded={open}
          aria-controls={navigationId}
          onClick={() => setOpen(!open)}
        >
          <Menu aria-hidden />
        </Button>
        <Brand compact />
        <div className={styles.account}>
          <span className={styles.accountName} title={account.name}>
            {account.name}
          </span>
          <Badge tone={mode === 'live' ? 'success' : 'warning'} title={text.modeMeans[mode]}>
            {text.mode[mode]}
          </Badge>
        </div>
        <UserMenu />
      </header>
      <ConnectionBanner />
      <Navigation id={navigationId} open={open} />
      <main ref={main} id="main" className={styles.main} tabIndex={-1}>
        <div className={styles.content}>
          <Outlet />
        </div>
      </main>
      <SessionWatcher />
      <ConfirmPasswordDialog />
      <SessionEndedDialog />
    </div>
  );
}
