import type { Config } from '@app/config';
import {
  AppError,
  type ChangeNotification,
  type DeliveryTrouble,
  type NotificationChannel,
  type NotificationKind,
  type NotificationSettings,
  canCome,
  describeDeliveryTrouble,
  notificationChannelSchema,
  notificationKindSchema,
} from '@app/contracts';
import {
  type Delivery,
  DeliveryRepository,
  MemberRepository,
  NotificationChoiceRepository,
} from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { CONFIG } from '../http/config.token.js';
import { PushBrowsersService } from './push-browsers.service.js';

/** For so long it is shown what did not arrive, ms. */
const troublesForMs = 30 * 24 * 60 * 60_000;
const mostTroubles = 10;

/** A member's own notification settings. */
@Injectable()
export class NotificationSettingsService {
  constructor(
    private readonly choices: NotificationChoiceRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly members: MemberRepository,
    private readonly browsers: PushBrowsersService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async get(caller: Caller): Promise<NotificationSettings> {
    const { memberId, workspaceId } = caller;
    const [choices, member, push, troubles] = await Promise.all([
      this.choices.of([memberId]),
      this.members.findInWorkspace(memberId, workspaceId),
      this.browsers.of(caller),
      this.deliveries.findTroubles(memberId, new Date(Date.now() - troublesForMs), mostTroubles),
    ]);
    const stateOf = (kind: NotificationKind, channel: NotificationChannel) =>
      canCome(kind, channel) ? choices.isOn(memberId, kind, channel) : null;
    return {
      kinds: notificationKindSchema.options.map((kind) => ({
        kind,
        inApp: stateOf(kind, 'inApp'),
        mail: stateOf(kind, 'mail'),
        push: stateOf(kind, 'push'),
      })),
      mail: { isAvailable: this.config.mail !== undefined, address: member?.email ?? '' },
      push,
      troubles: troubles.map(presentTrouble),
    };
  }

  /** @throws invalid-request for a way by which the kind does not come */
  async change(
    caller: Caller,
    kind: NotificationKind,
    switches: ChangeNotification,
  ): Promise<NotificationSettings> {
    const wrong = notificationChannelSchema.options.find(
      (channel) => channel in switches && !canCome(kind, channel),
    );
    if (wrong) throw new AppError('invalid-request', [{ path: wrong, message: 'This comes by mail only' }]);
    await this.choices.set(caller, kind, switches);
    return this.get(caller);
  }
}

function presentTrouble({ id, kind, channel, createdAt, code, answer }: Delivery): DeliveryTrouble {
  const message = describeDeliveryTrouble(code ?? '');
  return { id, kind, channel, at: createdAt.toISOString(), message, answer };
}
