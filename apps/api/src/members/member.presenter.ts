import {
  defaultViewRule,
  type Session,
  type Member as MemberReply,
  type Workspace as WorkspaceReply,
} from '@app/contracts';
import type { Member, Workspace } from '@app/database';

/** A member as the API shows one. */
export function presentMember(member: Member): MemberReply {
  const { id, name, email, role, teamId, isActive, createdAt } = member;
  return { id, name, email, role, teamId, isActive, createdAt: createdAt.toISOString() };
}

/** A workspace as its members see it. */
export function presentWorkspace({ id, name, timeZone, viewRule }: Workspace): WorkspaceReply {
  return { id, name, timeZone, viewRule: viewRule ?? defaultViewRule };
}

/** Who is signed in, and where. */
export function presentSession(member: Member, workspace: Workspace): Session {
  return { member: presentMember(member), workspace: presentWorkspace(workspace) };
}
