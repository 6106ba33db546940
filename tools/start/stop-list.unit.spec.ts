import { createStopList } from './stop-list';

describe('stopping', () => {
  const recorded = () => {
    const stopped: string[] = [];
    const stop = (name: string) => () => {
      stopped.push(name);
      return Promise.resolve();
    };
    return { stopped, stop };
  };

  test('goes from what takes requests to what holds the data, whatever was started first', async () => {
    const { stopped, stop } = recorded();
    const list = createStopList();
    list.add('lock', stop('lock'));
    list.add('database', stop('database'));
    list.add('edge', stop('commerce'));
    list.add('verdicts', stop('auth'));
    await list.stopAll();
    expect(stopped).toEqual(['commerce', 'auth', 'database', 'lock']);
  });
  test('happens once, however often it is asked for', async () => {
    const { stopped, stop } = recorded();
    const list = createStopList();
    list.add('edge', stop('commerce'));
    await Promise.all([list.stopAll(), list.stopAll()]);
    expect(stopped).toEqual(['commerce']);
  });
});
