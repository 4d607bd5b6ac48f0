import { z } from 'zod';
import { idSchema, lineSchema, listOf, timeSchema } from './primitives.js';

/** What an API key may do; a key never does more than the member who made it. */
export const apiScopeSchema = z.enum([
  'videos:read',
  'videos:write',
  'links:read',
  'links:write',
  'prospects:read',
  'prospects:write',
  'figures:read',
]);
export type ApiScope = z.infer<typeof apiScopeSchema>;

export const createApiKeySchema = z.object({
  name: lineSchema(80),
  scopes: z.array(apiScopeSchema).min(1).max(20),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});
export type CreateApiKey = z.infer<typeof createApiKeySchema>;

export const apiKeySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(apiScopeSchema),
    createdAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    lastUsedAt: timeSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;
export const apiKeyListSchema = listOf(apiKeySchema);

/** Reply of the creation: the only time that the whole key is shown. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string() }).meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
