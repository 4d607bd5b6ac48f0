import type { Session, Member as MemberReply } from '@app/contracts';
import type { Member, Workspace } from '@app/database';

/** A member as the API shows one. */
export function presentMember(member: Member): MemberReply {
  const { id, name, email, role, teamId, isActive, createdAt } = member;
  return { id, name, email, role, teamId, isActive, createdAt: createdAt.toISOString() };
}

/** Who is signed in, and where. */
export function presentSession(member: Member, workspace: Workspace): Session {
  const { id, name, timeZone } = workspace;
  return { member: presentMember(member), workspace: { id, name, timeZone } };
}
