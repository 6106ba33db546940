import { TriangleAlert } from 'lucide-react';
import { useMerchants } from '../directory/merchants.query';
import { type Key } from './key.types';
import styles from './reduction-note.module.css';
import { reductionOf } from './scope-words';

/** What the key can do now, where that is less than it was given, and why. */
export function ReductionNote({ of }: { readonly of: Key }) {
  const { nameOf } = useMerchants();
  const reduction = of.status === 'active' ? reductionOf(of, nameOf) : null;
  if (!reduction) return null;
  return (
    <p className={styles.note}>
      <TriangleAlert aria-hidden />
      <span>
        <strong>{reduction.now}</strong> – {reduction.why}.
      </span>
    </p>
  );
}
