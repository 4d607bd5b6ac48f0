import { z } from 'zod';
import { idSchema } from './primitives.js';

/** `Upload-Metadata` of a tus creation, decoded. One run = one upload; runs are never appended. */
export const uploadMetadataSchema = z.object({
  videoId: idSchema,
  run: z.coerce.number().int().min(0).max(999).default(0),
  filename: z.string().max(5000).nullish(),
  filetype: z.string().max(200).nullish(),
});
export type UploadMetadata = z.infer<typeof uploadMetadataSchema>;
