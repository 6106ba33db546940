import { Page } from '../../ui/page';
import { accountText as text } from './account.text';

export const AccountPage = () => <Page title={text.title} />;
