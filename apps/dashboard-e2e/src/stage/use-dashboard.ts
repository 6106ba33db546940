import { launchBrowser } from '@latchkey/testing/browser';
import { startPlatform, type Platform } from '@latchkey/testing/platform';
import { type Browser } from 'playwright-core';
import { playScene, type Scene } from './scene';

export type Dashboard = {
  readonly platform: Platform;
  /** Where browsers find it. */
  readonly origin: string;
  readonly browser: Browser;
};

type UsedDashboard = {
  /** Makes a test of a scene: in fresh browser profiles, over accounts of its own. */
  scene(play: (scene: Scene) => Promise<void>): () => Promise<void>;
};

const START_MS = 60_000;

/** One installation with its dashboard, as processes, and one browser for all tests of a file. */
export const useDashboard = (): UsedDashboard => {
  let dashboard: Dashboard | undefined;
  beforeAll(async () => {
    const [platform, browser] = await Promise.all([
      startPlatform({ key_management: { DASHBOARD_DIR: 'dist/apps/dashboard' } }),
      launchBrowser(),
    ]);
    dashboard = { platform, browser, origin: platform.services.key_management.url };
  }, START_MS);
  afterAll(async () => {
    await dashboard?.browser.close();
    await dashboard?.platform.stop();
  });
  return {
    scene: (play) => async () => {
      if (!dashboard) throw new Error('the dashboard has not been started');
      await playScene(dashboard, play);
    },
  };
};
