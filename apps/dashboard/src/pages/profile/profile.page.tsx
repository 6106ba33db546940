import { Page } from '../../ui/page';
import { profileText as text } from './profile.text';

export const ProfilePage = () => <Page title={text.title} />;
