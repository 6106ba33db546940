import { type LucideIcon } from 'lucide-react';
import { type ReactElement, type ReactNode } from 'react';

/** What a menu consists of. */
export type MenuEntry = ActionEntry | LinkEntry | ChoiceEntry | NoteEntry | 'separator';

interface ActionEntry {
  readonly type: 'action';
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

interface LinkEntry {
  readonly type: 'link';
  readonly label: string;
  readonly icon?: LucideIcon;
  /** The link without its content. */
  readonly link: ReactElement;
}

/** One of several; the menu stays open. */
export interface ChoiceEntry {
  readonly type: 'choice';
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

interface NoteEntry {
  readonly type: 'note';
  readonly content: ReactNode;
}
