import { Page } from '../../ui/page';
import { apiKeysText as text } from './api-keys.text';

export const ApiKeysPage = () => <Page title={text.title} />;
