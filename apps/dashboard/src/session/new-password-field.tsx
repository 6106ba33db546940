import { useState } from 'react';
import { TextField } from '../ui/field';
import { linkText as text } from './link.text';
import { passwordComplaint } from './password-rule';

interface NewPasswordFieldProps {
  readonly label?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the server said of it. */
  readonly refused?: string | undefined;
}

export function NewPasswordField({ label = text.newPassword, value, onChange, refused }: NewPasswordFieldProps) {
  const [left, setLeft] = useState(false);
  const complaint = passwordComplaint(value);
  return (
    <TextField
      label={label}
      hint={text.passwordHint}
      error={refused ?? (left && value !== '' && complaint ? text.complaints[complaint] : undefined)}
      type="password"
      name="new-password"
      autoComplete="new-password"
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => setLeft(true)}
    />
  );
}
