import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useBlocker } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useIdempotencyKeys } from '../../api/idempotency';
import { isProblem } from '../../api/send';
import { useSubmission } from '../../api/use-submission';
import { useMerchants } from '../../directory/merchants.query';
import { type Allowed, draftLike, emptyDraft } from '../../keys/key-draft';
import { type Key } from '../../keys/key.types';
import { keyChanged, keyQuery } from '../../keys/keys.queries';
import { createKey, type NewKey } from '../../keys/keys.calls';
import { mayManageKeys, useSession } from '../../session/session.query';
import { BackLink } from '../../ui/back-link';
import { Notice, ProblemNotice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { CreateKeyForm } from './create-key-form';
import { createApiKeyText as text } from './create-api-key.text';
import { LeaveDialog } from './leave.dialog';
import { LostSecret } from './lost-secret';
import { SecretPanel } from './secret-panel';
import { useMadeKey } from './use-made-key';

const route = getRouteApi('/settings/api-keys/new');

/** Waits for the key to be replaced, if there is one: the form begins with what that can do. */
export function CreateApiKeyPage() {
  const { replaces } = route.useSearch();
  const session = useSession();
  const { active } = useMerchants();
  const { data: replaced, error } = useQuery({ ...keyQuery(replaces ?? ''), enabled: replaces !== undefined });
  const frame = { title: text.title, above: <BackLink to="/settings/api-keys">{text.back}</BackLink> };

  if (!mayManageKeys(session)) {
    return (
      <Page {...frame}>
        <Notice tone="info">
          <p>{text.viewer}</p>
        </Notice>
      </Page>
    );
  }
  const missing = isProblem(error, 'not_found');
  if (replaces !== undefined && !missing && (!replaced || !active)) {
    return (
      <Page {...frame}>{error ? <ProblemNotice error={error} /> : <p role="status">{text.replaces.loading}</p>}</Page>
    );
  }
  const ids = new Set(active?.map(({ id }) => id));
  const { scoped_keys: scopedKeys, features } = session.account.allows;
  return (
    <NewKeyPage
      key={replaces}
      replaced={replaced ?? null}
      missing={missing}
      allowed={{ scopedKeys, features, isActive: (id) => ids.has(id) }}
    />
  );
}

interface NewKeyPageProps {
  readonly replaced: Key | null;
  readonly missing: boolean;
  readonly allowed: Allowed;
}

function NewKeyPage({ replaced, missing, allowed }: NewKeyPageProps) {
  const [draft, setDraft] = useState(() => (replaced ? draftLike(replaced, allowed) : emptyDraft(allowed)));
  const { made, show, forget } = useMadeKey();
  const idempotencyKeys = useIdempotencyKeys();
  const submission = useSubmission((body: NewKey) => createKey(body, idempotencyKeys.keyFor(body)));

  const { pending } = submission;
  const blocker = useBlocker({
    shouldBlockFn: () => pending,
    enableBeforeUnload: () => pending,
    withResolver: true,
  });
  // The answer has come while they were asked.
  const { status, reset } = blocker;
  useEffect(() => {
    if (status === 'blocked' && !pending) reset();
  }, [status, reset, pending]);

  const onSubmit = async (body: NewKey): Promise<void> => {
    const key = await submission.submit(body);
    if (!key) return;
    // Whatever is made next is another one.
    idempotencyKeys.forget();
    show(key);
    keyChanged();
  };

  if (made?.secret) return <SecretPanel of={made} secret={made.secret} />;
  if (made) return <LostSecret of={made} onAgain={forget} />;
  const leftOut =
    replaced?.scope && (draft.reach === null || replaced.scope.merchant_ids.some((id) => !allowed.isActive(id)));
  return (
    <Page title={text.title} intro={text.intro} above={<BackLink to="/settings/api-keys">{text.back}</BackLink>}>
      {missing && (
        <Notice tone="warning">
          <p>{text.replaces.missing}</p>
        </Notice>
      )}
      {replaced && (
        <Notice tone="info" title={text.replaces.title(replaced.label)}>
          <p>
            {text.replaces.body} {leftOut && text.replaces.leftOut}
          </p>
        </Notice>
      )}
      <CreateKeyForm
        draft={draft}
        onChange={setDraft}
        replaces={replaced?.id ?? null}
        submission={submission}
        onSubmit={(body) => void onSubmit(body)}
      />
      {blocker.status === 'blocked' && (
        <LeaveDialog words={text.leaveEarly} onStay={blocker.reset} onLeave={blocker.proceed} />
      )}
    </Page>
  );
}
