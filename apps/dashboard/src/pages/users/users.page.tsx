import { Page } from '../../ui/page';
import { usersText as text } from './users.text';

export const UsersPage = () => <Page title={text.title} />;
