export { backendOf } from './backend-of';
export { call, type Answer, type Call } from './call';
export { operatorOf, type MadeKey, type Operated } from './operator-of';
export { patiently } from './patiently';
export { startSealer } from './start-sealer';
export { startPlatform, type Platform, type ServiceName } from './start-platform';
