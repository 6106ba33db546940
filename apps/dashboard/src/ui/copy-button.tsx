import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';
import { copyText as text } from './copy.text';

const SHOWN_MS = 2_500;

interface CopyButtonProps extends Pick<ButtonProps, 'look' | 'size'> {
  /** What is copied; read when the button is pressed and kept nowhere. */
  readonly value: string;
  /** "Copy key": what it says and is called. */
  readonly label: string;
  readonly onCopied?: () => void;
}

/** Copies, and says so to the eye and to a screen reader. */
export function CopyButton({ value, label, onCopied, look, size }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setState('copied');
      onCopied?.();
    } catch {
      setState('failed');
    }
  };

  return (
    <>
      <Button look={look} size={size} aria-label={label} onClick={() => void copy()}>
        {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        {state === 'copied' ? text.copied : text.copy}
      </Button>
      <span className="visually-hidden" role="status">
        {state === 'copied' ? text.said(label) : ''}
      </span>
      {state === 'failed' && <span role="alert">{text.failed}</span>}
    </>
  );
}
