import type { Judgement } from '../verdict/judge';
import type { Verdict } from '../verdict/verdict';

export const judgementJson = ({ position, verdicts }: Judgement): string =>
  JSON.stringify({ position, verdicts: verdicts.map((verdict) => wireVerdict(verdict, position)) });

const wireVerdict = (verdict: Verdict, position: string) => ({
  verdict: verdict.verdict,
  reason: verdict.reason,
  key_id: verdict.keyId,
  account_id: verdict.accountId,
  operating_model: verdict.operatingModel,
  merchant_ids: verdict.merchantIds,
  features: verdict.features,
  own_merchant_id: verdict.ownMerchantId,
  forward_url: verdict.forwardUrl,
  destination: verdict.destination && {
    relay: verdict.destination.relay,
    insecure_loopback: verdict.destination.insecureLoopback,
  },
  position,
});
