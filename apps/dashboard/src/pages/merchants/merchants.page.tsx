import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { merchantsQuery } from '../../directory/merchants.query';
import { mayManageMerchants, useSession } from '../../session/session.query';
import { Button } from '../../ui/button';
import { ListState } from '../../ui/list-state';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { MerchantList } from './merchant-list';
import { AddMerchantDialog } from './merchant.dialog';
import { merchantsText as text } from './merchants.text';

export function MerchantsPage() {
  const session = useSession();
  const merchants = useQuery(merchantsQuery);
  const [adding, setAdding] = useState(false);
  const many = session.account.allows.many_merchants;
  const mayManage = mayManageMerchants(session);

  return (
    <Page
      title={text.title}
      intro={text.intro}
      actions={
        mayManage &&
        many && (
          <Button look="primary" onClick={() => setAdding(true)}>
            <Plus aria-hidden />
            {text.add.open}
          </Button>
        )
      }
    >
      {(!many || !mayManage) && (
        <Notice tone="info">
          <p>{mayManage ? text.oneOnly : text.viewer}</p>
        </Notice>
      )}
      <ListState query={merchants}>{(all) => <MerchantList all={all} />}</ListState>
      {adding && <AddMerchantDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
