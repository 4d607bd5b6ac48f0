// The database: entities, repositories with their named state transitions, the data source, and all migrations.
// Called by: the API and the worker. Tracking's own tables are created here by a migration, but written only by @app/tracking.
// Never does: deciding (services do), or changing the schema except by a migration.
export * from './data-source.js';
export * from './entities.js';
export * from './new-id.js';
export { Campaign } from './links/campaign.entity.js';
export { Link } from './links/link.entity.js';
export { ApiKey } from './members/api-key.entity.js';
export { IdempotentReply } from './members/idempotent-reply.entity.js';
export { Invitation } from './members/invitation.entity.js';
export { Member } from './members/member.entity.js';
export { Session } from './members/session.entity.js';
export { Team } from './members/team.entity.js';
export { Workspace } from './members/workspace.entity.js';
export {
  Delivery,
  type DeliveryChannel,
  type EventSubject,
  type WeekSubject,
} from './notifications/delivery.entity.js';
export { NotificationChoice } from './notifications/notification-choice.entity.js';
export { PushSubscription } from './notifications/push-subscription.entity.js';
export { OutboxMessage } from './outbox/outbox-message.entity.js';
export { Secret } from './outbox/secret.entity.js';
export { Prospect } from './prospects/prospect.entity.js';
export { Suppression } from './prospects/suppression.entity.js';
export { Captions } from './videos/captions.entity.js';
export { EncodePiece } from './videos/encode-piece.entity.js';
export { Transcription } from './videos/transcription.entity.js';
export { LiveEncoding } from './videos/live-encoding.entity.js';
export { Upload } from './videos/upload.entity.js';
export {
  Video,
  type ExpectedRuns,
  type RetiredAttempt,
  type StoredRendition,
  type StoredStoryboard,
} from './videos/video.entity.js';
export * from './database.module.js';
export * from './links/campaign.repository.js';
export * from './links/link.repository.js';
export * from './links/new-slug.js';
export * from './links/watch-link.js';
export * from './members/api-key.repository.js';
export * from './members/idempotent-reply.repository.js';
export * from './members/invitation.repository.js';
export * from './members/member-change.repository.js';
export * from './members/member.repository.js';
export * from './members/reach.js';
export * from './members/session.repository.js';
export * from './members/team.repository.js';
export * from './members/workspace.repository.js';
export * from './notifications/delivery.repository.js';
export * from './notifications/notification-choice.repository.js';
export * from './notifications/push-subscription.repository.js';
export * from './notifications/told-facts.query.js';
export * from './notifications/unsubscribe-token.js';
export * from './notifications/untold-events.repository.js';
export * from './notifications/vapid-keys.js';
export * from './operator/recent-failures.query.js';
export * from './operator/roll-up-standing.query.js';
export * from './operator/video-counts.query.js';
export * from './operator/waiting-jobs.query.js';
export * from './outbox/outbox.repository.js';
export * from './outbox/secret.repository.js';
export * from './prospects/prospect-overview.query.js';
export * from './prospects/prospect.repository.js';
export { type ProspectChange, type ProspectToSave, type SavedProspect } from './prospects/save-prospects.js';
export * from './videos/captions.repository.js';
export * from './videos/edits.repository.js';
export * from './videos/encode-piece.repository.js';
export * from './videos/expected-runs.js';
export * from './videos/live-encoding.repository.js';
export * from './videos/transcode.repository.js';
export * from './videos/transcription.repository.js';
export * from './videos/upload.repository.js';
export * from './videos/video-summaries.query.js';
export * from './videos/video.repository.js';
export * from './workers/worker-process.repository.js';
