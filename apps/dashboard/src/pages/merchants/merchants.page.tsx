import { Page } from '../../ui/page';
import { merchantsText as text } from './merchants.text';

export const MerchantsPage = () => <Page title={text.title} />;
