import { z } from 'zod';
import { emailSchema, idSchema, lineSchema, listOf, timeSchema } from './primitives.js';

/** What a member may do; see 7-trust, "Who may do what". */
export const roleSchema = z.enum(['rep', 'manager', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const memberSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    teamId: idSchema.nullable(),
    isActive: z.boolean(),
    createdAt: timeSchema,
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof memberSchema>;
export const memberListSchema = listOf(memberSchema);

/** Change of a member; only admins may change `role`, `teamId` and `isActive`. */
export const updateMemberSchema = z.object({
  name: lineSchema(120).optional(),
  role: roleSchema.optional(),
  teamId: idSchema.nullable().optional(),
  isActive: z.boolean().optional(),
});
export type UpdateMember = z.infer<typeof updateMemberSchema>;

export const teamSchema = z
  .object({ id: idSchema, name: z.string(), createdAt: timeSchema })
  .meta({ id: 'Team' });
export type Team = z.infer<typeof teamSchema>;
export const teamListSchema = listOf(teamSchema);
export const createTeamSchema = z.object({ name: lineSchema(80) });
export type CreateTeam = z.infer<typeof createTeamSchema>;

export const createInvitationSchema = z.object({
  email: emailSchema,
  role: roleSchema.default('rep'),
  teamId: idSchema.nullish(),
});
export type CreateInvitation = z.infer<typeof createInvitationSchema>;

/** An invitation as its maker sees it; `url` is shown once and works until `expiresAt`. */
export const invitationSchema = z
  .object({ id: idSchema, email: z.string(), role: roleSchema, url: z.url(), expiresAt: timeSchema })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitationSchema>;

/** What the invited person sees before accepting. */
export const invitationPreviewSchema = z.object({
  workspaceName: z.string(),
  email: z.string(),
  role: roleSchema,
});
export type InvitationPreview = z.infer<typeof invitationPreviewSchema>;
