import { useState } from 'react';
import { checkLabel, LABEL_MAX_LENGTH, labelLength } from '../../keys/label-rule';
import { TextField } from '../../ui/field';
import { createApiKeyText as text } from './create-api-key.text';

const COUNT_FROM = 80;

interface LabelFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether submitting has been tried: an empty label is a mistake then. */
  readonly tried: boolean;
  /** What the server said of the label that was sent. */
  readonly refused: string | undefined;
}

/** Says while typing what the server would say. */
export function LabelField({ value, onChange, tried, refused }: LabelFieldProps) {
  const [sent, setSent] = useState<{ refused: string; value: string } | null>(null);
  if (refused !== undefined && sent?.refused !== refused) setSent({ refused, value });
  const checked = checkLabel(value);
  const complaint = 'complaint' in checked && (tried || value.trim() !== '') ? checked.complaint : undefined;
  const remaining = LABEL_MAX_LENGTH - labelLength(value);
  return (
    <TextField
      label={text.label}
      hint={remaining <= LABEL_MAX_LENGTH - COUNT_FROM && remaining >= 0 ? text.labelCount(remaining) : text.labelHint}
      error={complaint ?? (refused !== undefined && sent?.value === value ? refused : undefined)}
      name="label"
      autoComplete="off"
      autoFocus
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
