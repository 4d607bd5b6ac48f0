import { Campaign } from './links/campaign.entity.js';
import { Link } from './links/link.entity.js';
import { ApiKey } from './members/api-key.entity.js';
import { IdempotentReply } from './members/idempotent-reply.entity.js';
import { Invitation } from './members/invitation.entity.js';
import { Member } from './members/member.entity.js';
import { Session } from './members/session.entity.js';
import { Team } from './members/team.entity.js';
import { Workspace } from './members/workspace.entity.js';
import { Delivery } from './notifications/delivery.entity.js';
import { NotificationChoice } from './notifications/notification-choice.entity.js';
import { PushSubscription } from './notifications/push-subscription.entity.js';
import { OutboxMessage } from './outbox/outbox-message.entity.js';
import { Secret } from './outbox/secret.entity.js';
import { Prospect } from './prospects/prospect.entity.js';
import { Suppression } from './prospects/suppression.entity.js';
import { Captions } from './videos/captions.entity.js';
import { LiveEncoding } from './videos/live-encoding.entity.js';
import { EncodePiece } from './videos/encode-piece.entity.js';
import { Transcription } from './videos/transcription.entity.js';
import { Upload } from './videos/upload.entity.js';
import { Video } from './videos/video.entity.js';
import { WorkerProcess } from './workers/worker-process.entity.js';

/** Every entity; listed, because a bundle cannot find classes by file name. */
export const entities = [
  Workspace,
  Team,
  Member,
  Session,
  Invitation,
  ApiKey,
  IdempotentReply,
  Video,
  Upload,
  LiveEncoding,
  Captions,
  Transcription,
  EncodePiece,
  WorkerProcess,
  Prospect,
  Suppression,
  Campaign,
  Link,
  NotificationChoice,
  Delivery,
  PushSubscription,
  OutboxMessage,
  Secret,
];
