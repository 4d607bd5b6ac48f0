import { z } from 'zod';
import { memberSchema } from './members.js';
import { emailSchema, idSchema, lineSchema } from './primitives.js';

/** 10–200 characters: length is what makes a password strong (NIST SP 800-63B asks for ≥ 8, no composition rules). */
export const newPasswordSchema = z.string().min(10).max(200);

export const signUpSchema = z.object({
  workspaceName: lineSchema(80),
  name: lineSchema(120),
  email: emailSchema,
  password: newPasswordSchema,
});
export type SignUp = z.infer<typeof signUpSchema>;

export const signInSchema = z.object({ email: emailSchema, password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof signInSchema>;

export const acceptInvitationSchema = z.object({ name: lineSchema(120), password: newPasswordSchema });
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;

/** When a visit is a view and when it is complete (4-tracking, "A view"); lengths in milliseconds. */
export const viewRuleSchema = z
  .object({
    viewMs: z.int().min(1_000).max(60_000).describe('Watched at least this long …'),
    viewShare: z.number().min(0.05).max(1).describe('… or this share of the video, whichever is less'),
    mutedViewMs: z.int().min(1_000).max(120_000).describe('For what began muted and by itself'),
    completedShare: z.number().min(0.5).max(1).describe('Share from which a visit is complete'),
  })
  .meta({ id: 'ViewRule' });
export type ViewRule = z.infer<typeof viewRuleSchema>;

/** The rule of a workspace that has not chosen another. */
export const defaultViewRule: ViewRule = {
  viewMs: 3_000,
  viewShare: 0.5,
  mutedViewMs: 10_000,
  completedShare: 0.9,
};

export const workspaceSchema = z
  .object({ id: idSchema, name: z.string(), timeZone: z.string(), viewRule: viewRuleSchema })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof workspaceSchema>;

/** Name of a time zone in the IANA database, e.g. `Europe/Berlin`; offsets like `+02:00` are none. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z]/)
  .refine(isTimeZone, 'Not a time zone of the IANA database, e.g. Europe/Berlin');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * Change of a workspace. `timeZone`: the zone whose days the figures count. `viewRule`: holds for what is watched from now on;
 * null brings the usual one back.
 */
export const updateWorkspaceSchema = z.object({
  timeZone: timeZoneSchema.optional(),
  viewRule: viewRuleSchema.nullish(),
});
export type UpdateWorkspace = z.infer<typeof updateWorkspaceSchema>;

/** Who is signed in, and where. */
export const sessionSchema = z
  .object({ member: memberSchema, workspace: workspaceSchema })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

/** What the sign-in screen needs to know before anybody is signed in. */
export const signUpStateSchema = z.object({ isSignUpOpen: z.boolean(), hasWorkspace: z.boolean() });
export type SignUpState = z.infer<typeof signUpStateSchema>;
