import { useId } from 'react';
import { type Role } from '../../session/session.types';
import styles from './role-field.module.css';
import { usersText as text } from './users.text';

const ROLES = ['owner', 'admin', 'viewer'] as const;

interface RoleFieldProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

/** The three roles, each with what it means. */
export function RoleField({ value, onChange }: RoleFieldProps) {
  const name = useId();
  return (
    <fieldset className={styles.roles}>
      <legend className={styles.legend}>{text.invite.role}</legend>
      {ROLES.map((role) => (
        <label key={role} className={styles.role}>
          <input type="radio" name={name} value={role} checked={role === value} onChange={() => onChange(role)} />
          <span>
            <span className={styles.name}>{text.role[role]}</span>
            <span className={styles.means}>{text.roleMeans[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
