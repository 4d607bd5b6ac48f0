import { z } from 'zod';

export const liveSchema = z.object({ status: z.literal('ok') });
/** Readiness names the adapters in use, so that a test can prove which ones it ran on. */
export const readySchema = z.object({
  status: z.literal('ok'),
  database: z.literal('ok'),
  queue: z.enum(['postgres', 'redis']),
  storage: z.enum(['disk', 's3']),
  /** Of the disk that uploads are written to; `full`: they wait until there is more. */
  space: z.enum(['enough', 'low', 'full']),
});
export type Ready = z.infer<typeof readySchema>;
