import { KeyRound, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Merchant } from '../../directory/merchants.query';
import { mayManageForwarding, mayManageMerchants, useSession } from '../../session/session.query';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ActionMenu } from '../../ui/action-menu';
import { type MenuEntry } from '../../ui/menu-entry';
import { Moment } from '../../ui/moment';
import { Row } from '../../ui/rows';
import { EncryptionKeyDialog } from './encryption-key.dialog';
import { ChangeMerchantDialog } from './merchant.dialog';
import { merchantsText as text } from './merchants.text';
import { RemoveMerchantDialog } from './remove-merchant.dialog';

export function MerchantRow({ merchant }: { readonly merchant: Merchant }) {
  const { removed_at: removedAt, payment_forward_url: forwardUrl } = merchant;
  const place = [merchant.company_city, merchant.country_code, merchant.default_currency].filter(Boolean).join(' · ');
  return (
    <Row
      title={merchant.legal_name}
      badges={
        <>
          {merchant.is_primary && (
            <Badge tone="info" title={text.ownMeans}>
              {text.own}
            </Badge>
          )}
          {removedAt !== null && <Badge tone="neutral">{text.removed}</Badge>}
        </>
      }
      details={[
        place,
        forwardUrl === null ? text.noForwardUrl : `${text.forwardsTo} ${forwardUrl}`,
        removedAt !== null && (
          <span key="removed">
            {text.removed} <Moment at={removedAt} />
          </span>
        ),
      ]}
      actions={removedAt === null && <MerchantActions merchant={merchant} />}
    />
  );
}

type Open = 'change' | 'encryption-key' | 'remove' | null;

function MerchantActions({ merchant }: { readonly merchant: Merchant }) {
  const session = useSession();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  if (!mayManageMerchants(session)) return null;
  const removable = !merchant.is_primary && session.account.allows.many_merchants;
  const entries: readonly MenuEntry[] = [
    { type: 'action', label: text.change.menu, icon: Pencil, onSelect: () => setOpen('change') },
    ...(mayManageForwarding(session)
      ? ([
          { type: 'action', label: text.encryptionKey.menu, icon: KeyRound, onSelect: () => setOpen('encryption-key') },
        ] as const)
      : []),
    ...(removable
      ? ([
          'separator',
          { type: 'action', label: text.remove.menu, icon: Trash2, danger: true, onSelect: () => setOpen('remove') },
        ] as const)
      : []),
  ];
  return (
    <>
      <ActionMenu
        entries={entries}
        trigger={(props) => (
          <Button {...props} look="quiet" size="small" icon aria-label={text.actions(merchant.legal_name)}>
            <Ellipsis aria-hidden />
          </Button>
        )}
      />
      {open === 'change' && <ChangeMerchantDialog merchant={merchant} onClose={close} />}
      {open === 'encryption-key' && <EncryptionKeyDialog merchant={merchant} onClose={close} />}
      {open === 'remove' && <RemoveMerchantDialog merchant={merchant} onClose={close} />}
    </>
  );
}
