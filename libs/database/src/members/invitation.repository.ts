import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../new-id.js';
import { Invitation } from './invitation.entity.js';
import { Member } from './member.entity.js';
import { rethrowEmailTaken } from './member.repository.js';

/** Offers to join a workspace. */
@Injectable()
export class InvitationRepository {
  constructor(private readonly dataSource: DataSource) {}

  create(invitation: Omit<Invitation, 'id' | 'acceptedAt' | 'createdAt'>): Promise<Invitation> {
    const { manager } = this.dataSource;
    return manager.save(manager.create(Invitation, { id: newId(), acceptedAt: null, ...invitation }));
  }

  /** The invitation with this token, used and expired ones too, or null. */
  findByToken(tokenHash: Buffer): Promise<Invitation | null> {
    return this.dataSource.manager.findOneBy(Invitation, { tokenHash });
  }

  /**
   * Makes a member of the invited person. Of two who accept at the same time, one does.
   * @returns null when it was used meanwhile
   * @throws EmailTakenError
   */
  accept(id: string, person: Pick<Member, 'name' | 'passwordHash'>): Promise<Member | null> {
    return this.dataSource
      .transaction(async (manager) => {
        const invitation = await manager.findOne(Invitation, {
          where: { id },
          lock: { mode: 'pessimistic_write' },
        });
        if (!invitation || invitation.acceptedAt) return null;
        await manager.update(Invitation, { id }, { acceptedAt: new Date() });
        const { workspaceId, teamId, email, role } = invitation;
        const member = { id: newId(), workspaceId, teamId, email, role, isActive: true, ...person };
        return manager.save(manager.create(Member, member));
      })
      .catch(rethrowEmailTaken);
  }
}
