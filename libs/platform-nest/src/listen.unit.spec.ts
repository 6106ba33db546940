import { createMetrics, silentLogger } from '@latchkey/platform';
import { Controller, Get, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { createHttpApp } from './create-http-app';
import { listen } from './listen';
import { OPEN_API } from './testing/test-app.fixture';

@Injectable()
class Pool implements OnModuleDestroy {
  open = true;
  begun = new Promise<void>((resolve) => (this.begin = resolve));
  begin!: () => void;
  finished = new Promise<void>((resolve) => (this.finish = resolve));
  finish!: () => void;
  onModuleDestroy(): void {
    this.open = false;
  }
}

@Controller()
class SlowController {
  constructor(private readonly pool: Pool) {}
  @Get('slow')
  async slow(): Promise<unknown> {
    this.pool.begin();
    await this.pool.finished;
    return { pool_open: this.pool.open };
  }
}

@Module({ controllers: [SlowController], providers: [Pool] })
class SlowModule {}

async function start(drainWithinMs?: number) {
  const options = { logger: silentLogger(), metrics: createMetrics('svc'), openApi: OPEN_API };
  const nest = await createHttpApp(SlowModule, options);
  const app = await listen(nest, {
    host: '127.0.0.1',
    port: 0,
    ...(drainWithinMs === undefined ? {} : { drainWithinMs }),
  });
  return { app, pool: nest.get(Pool) };
}

describe('listen', () => {
  test('close lets go of resources only after the requests that use them are answered', async () => {
    const { app, pool } = await start();
    const answer = fetch(`${app.url}/slow`).then((response) => response.json());
    await pool.begun;
    const closed = app.close();
    await untilRefused(app.url);
    pool.finish();
    expect(await answer).toEqual({ pool_open: true });
    await closed;
    expect(pool.open).toBe(false);
  });

  test('a request that does not end is cut off, so that closing does', async () => {
    const { app, pool } = await start(20);
    const answer = fetch(`${app.url}/slow`).then(
      () => 'answered',
      () => 'cut off',
    );
    await pool.begun;
    await app.close();
    expect(await answer).toBe('cut off');
    expect(pool.open).toBe(false);
  });

  test('a port that is taken rejects', async () => {
    const { app } = await start();
    const other = await createHttpApp(SlowModule, {
      logger: silentLogger(),
      metrics: createMetrics('svc'),
      openApi: OPEN_API,
    });
    await expect(listen(other, { host: '127.0.0.1', port: Number(new URL(app.url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await Promise.all([app.close(), other.close()]);
  });
});

async function untilRefused(url: string): Promise<void> {
  for (;;) {
    try {
      await (await fetch(url, { headers: { connection: 'close' } })).text();
    } catch {
      return;
    }
  }
}
