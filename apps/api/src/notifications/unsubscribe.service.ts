import { AppError } from '@app/contracts';
import {
  MemberRepository,
  NotificationChoiceRepository,
  SecretRepository,
  type Unsubscribe,
  unsubscribePurpose,
  verifyUnsubscribe,
} from '@app/database';
import { Injectable } from '@nestjs/common';

/** Switches mails off for whoever has the signed link of one. */
@Injectable()
export class UnsubscribeService {
  constructor(
    private readonly secrets: SecretRepository,
    private readonly members: MemberRepository,
    private readonly choices: NotificationChoiceRepository,
  ) {}

  /** Whose mails of which kind the token names. @throws not-found */
  async read(token: string): Promise<Unsubscribe> {
    const mails = verifyUnsubscribe(token, await this.secrets.keysOf(unsubscribePurpose));
    if (!mails) throw new AppError('not-found');
    return mails;
  }

  /** @throws not-found */
  async end(token: string): Promise<void> {
    const { memberId, kind } = await this.read(token);
    const workspaceId = await this.members.findWorkspaceIdOf(memberId);
    if (!workspaceId) throw new AppError('not-found');
    await this.choices.set({ memberId, workspaceId }, kind, { mail: false });
  }
}
