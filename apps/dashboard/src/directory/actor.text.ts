export const actorText = {
  user: 'A user',
  you: 'you',
  removed: (name: string) => `${name} (removed)`,
  operator: (name: string) => `Operator ${name}`,
  apiKey: 'API key',
  system: 'Latchkey itself',
};
