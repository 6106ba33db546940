import { takeLinkTokens } from './session/link-token';
import { followTheme } from './theme/theme';

// The first import of the page: the router reads the address as soon as it is loaded, and must not see a token in it.
followTheme();
takeLinkTokens();
