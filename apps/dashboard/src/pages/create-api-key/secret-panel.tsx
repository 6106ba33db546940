import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { envLine, exampleRequest } from '../../keys/example-request';
import { type CreatedKey } from '../../keys/key.types';
import { Button } from '../../ui/button';
import { CopyLine } from '../../ui/copy-line';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import styles from './create-api-key.module.css';
import { createApiKeyText } from './create-api-key.text';
import { LeaveDialog } from './leave.dialog';

const text = createApiKeyText.secret;

interface SecretPanelProps {
  readonly of: CreatedKey;
  readonly secret: string;
}

/** The secret, this once. It is in this component's properties and the page, and nowhere else. */
export function SecretPanel({ of: key, secret }: SecretPanelProps) {
  const navigate = useNavigate();
  const [copied, setCopied] = useState(false);
  const [stored, setStored] = useState(false);
  const isSafe = copied || stored;
  const blocker = useBlocker({
    shouldBlockFn: () => !isSafe,
    enableBeforeUnload: () => !isSafe,
    withResolver: true,
  });
  const doneButton = useRef<HTMLButtonElement>(null);
  const example = exampleRequest(secret, key.effective_scope ?? key.scope);
  const onCopied = (): void => setCopied(true);

  return (
    <Page title={text.title}>
      <div className={styles.secret}>
        <Notice tone="warning" title={text.once}>
          <p>{text.onceBody}</p>
        </Notice>
        <div className={styles.lines}>
          <CopyLine label={text.key} copyLabel={text.copyKey} value={secret} onCopied={onCopied} />
          <CopyLine label={text.env} copyLabel={text.copyEnv} value={envLine(secret)} onCopied={onCopied} />
          <CopyLine label={text.curl} copyLabel={text.copyCurl} value={example.curl} onCopied={onCopied} />
          <p className={styles.hint}>
            {text.curlHint} {example.hasPlaceholders && text.curlPlaceholders}
          </p>
        </div>
        <label className={styles.stored}>
          <input type="checkbox" checked={stored} onChange={(event) => setStored(event.target.checked)} />
          {text.stored}
        </label>
        <div className={styles.actions}>
          <Button
            ref={doneButton}
            look="primary"
            onClick={() => void navigate({ to: '/settings/api-keys/$id', params: { id: key.id }, replace: true })}
          >
            {text.done}
          </Button>
        </div>
      </div>
      {blocker.status === 'blocked' && (
        <LeaveDialog
          words={createApiKeyText.leave}
          onStay={blocker.reset}
          onLeave={blocker.proceed}
          returnFocusTo={() => doneButton.current}
        />
      )}
    </Page>
  );
}
