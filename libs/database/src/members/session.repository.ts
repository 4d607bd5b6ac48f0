import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../new-id.js';
import { Member } from './member.entity.js';
import { Session } from './session.entity.js';

/** Signed-in browsers. */
@Injectable()
export class SessionRepository {
  constructor(private readonly dataSource: DataSource) {}

  async start(memberId: string, tokenHash: Buffer, expiresAt: Date): Promise<void> {
    await this.dataSource.manager.insert(Session, { id: newId(), memberId, tokenHash, expiresAt });
  }

  /** The active member whose live session has this token, with the session's id; null when there is none. */
  async findMember(tokenHash: Buffer, now: Date): Promise<{ member: Member; sessionId: string } | null> {
    const session = await this.dataSource.manager.findOneBy(Session, { tokenHash });
    if (!session || session.expiresAt <= now) return null;
    const member = await this.dataSource.manager.findOneBy(Member, { id: session.memberId, isActive: true });
    return member && { member, sessionId: session.id };
  }

  async end(sessionId: string): Promise<void> {
    await this.dataSource.manager.delete(Session, { id: sessionId });
  }

  /** Ends every session of a member, e.g. when the member leaves. */
  async endAll(memberId: string): Promise<void> {
    await this.dataSource.manager.delete(Session, { memberId });
  }
}
