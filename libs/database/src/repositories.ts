import { CampaignRepository } from './links/campaign.repository.js';
import { LinkRepository } from './links/link.repository.js';
import { ApiKeyRepository } from './members/api-key.repository.js';
import { IdempotentReplyRepository } from './members/idempotent-reply.repository.js';
import { InvitationRepository } from './members/invitation.repository.js';
import { MemberChangeRepository } from './members/member-change.repository.js';
import { MemberRepository } from './members/member.repository.js';
import { SessionRepository } from './members/session.repository.js';
import { TeamRepository } from './members/team.repository.js';
import { WorkspaceRepository } from './members/workspace.repository.js';
import { DeliveryRepository } from './notifications/delivery.repository.js';
import { NotificationChoiceRepository } from './notifications/notification-choice.repository.js';
import { PushSubscriptionRepository } from './notifications/push-subscription.repository.js';
import { UntoldEventsRepository } from './notifications/untold-events.repository.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import { SecretRepository } from './outbox/secret.repository.js';
import { ProspectRepository } from './prospects/prospect.repository.js';
import { CaptionsRepository } from './videos/captions.repository.js';
import { EditsRepository } from './videos/edits.repository.js';
import { LiveEncodingRepository } from './videos/live-encoding.repository.js';
import { EncodePieceRepository } from './videos/encode-piece.repository.js';
import { TranscodeRepository } from './videos/transcode.repository.js';
import { TranscriptionRepository } from './videos/transcription.repository.js';
import { UploadRepository } from './videos/upload.repository.js';
import { VideoRepository } from './videos/video.repository.js';
import { WorkerProcessRepository } from './workers/worker-process.repository.js';

/** Every repository, provided by the database module. */
export const repositories = [
  MemberRepository,
  MemberChangeRepository,
  SessionRepository,
  TeamRepository,
  WorkspaceRepository,
  InvitationRepository,
  ApiKeyRepository,
  IdempotentReplyRepository,
  UploadRepository,
  LiveEncodingRepository,
  VideoRepository,
  TranscodeRepository,
  EncodePieceRepository,
  WorkerProcessRepository,
  CaptionsRepository,
  TranscriptionRepository,
  EditsRepository,
  NotificationChoiceRepository,
  DeliveryRepository,
  UntoldEventsRepository,
  PushSubscriptionRepository,
  OutboxRepository,
  SecretRepository,
  ProspectRepository,
  LinkRepository,
  CampaignRepository,
];
