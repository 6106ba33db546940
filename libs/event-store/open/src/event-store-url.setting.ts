import { z } from 'zod';
import { kindOfEventStore } from './kind-of-event-store';

/** EVENT_STORE_URL of every process. */
export const eventStoreUrlSetting = z.string().superRefine((text, context) => {
  try {
    kindOfEventStore(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `it ${(error as Error).message}` }); // `kindOfEventStore` throws no other
  }
});
