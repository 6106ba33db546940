import { createLink } from '@tanstack/react-router';
import { type ComponentProps } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names';

interface Look {
  readonly look?: 'primary' | 'secondary' | 'danger' | 'dangerOutline' | 'quiet' | undefined;
  readonly size?: 'small' | 'medium' | undefined;
  /** Square; needs an `aria-label`. */
  readonly icon?: boolean | undefined;
}

const classOf = ({ look = 'secondary', size, icon }: Look, more?: string): string =>
  classNames(styles.button, styles[look], size === 'small' && styles.small, icon && styles.icon, more);

export type ButtonProps = ComponentProps<'button'> &
  Look & {
    /** Keeps its place and focus but does nothing, and says so. */
    readonly busy?: boolean;
  };

export function Button({ look, size, icon, busy = false, className, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ look, size, icon }, className)}
      aria-disabled={busy ? true : rest['aria-disabled']}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

function Anchor({ look, size, icon, className, ...rest }: ComponentProps<'a'> & Look) {
  return <a {...rest} className={classOf({ look, size, icon }, className)} />;
}

/** A link that looks like a button. */
export const ButtonLink = createLink(Anchor);
