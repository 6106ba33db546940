export * from './history.arbitrary';
