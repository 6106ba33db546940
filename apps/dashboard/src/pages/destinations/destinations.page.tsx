import { Page } from '../../ui/page';
import { destinationsText as text } from './destinations.text';

export const DestinationsPage = () => <Page title={text.title} />;
