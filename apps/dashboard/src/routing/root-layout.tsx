import { Outlet } from '@tanstack/react-router';
import { Announcer } from '../ui/announcer';

export const RootLayout = () => (
  <>
    <Outlet />
    <Announcer />
  </>
);
