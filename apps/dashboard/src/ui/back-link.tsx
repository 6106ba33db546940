import { createLink } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { type ComponentProps } from 'react';
import styles from './back-link.module.css';

const Anchor = ({ children, ...rest }: ComponentProps<'a'>) => (
  <a {...rest} className={styles.back}>
    <ChevronLeft aria-hidden />
    {children}
  </a>
);

/** To the page above this one. */
export const BackLink = createLink(Anchor);
