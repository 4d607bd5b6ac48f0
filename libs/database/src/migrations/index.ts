import type { MigrationInterface } from 'typeorm';
import { FirstTables1795343437735 } from './1795343437735-first-tables.js';
import { TrackingTables1795343500000 } from './1795343500000-tracking-tables.js';
import { OutboxNotify1795343600000 } from './1795343600000-outbox-notify.js';
import { VideoSource1795344624843 } from './1795344624843-video-source.js';
import { Captions1795672709080 } from './1795672709080-captions.js';
import { Transcriptions1795676276649 } from './1795676276649-transcriptions.js';
import { VideoEdits1795680000000 } from './1795680000000-video-edits.js';
import { VideoStoryboard1795720000000 } from './1795720000000-video-storyboard.js';
import { LiveEncodings1795728662461 } from './1795728662461-live-encodings.js';
import { WorkspaceTurns1795740000000 } from './1795740000000-workspace-turns.js';
import { VideoFailedAt1795740100000 } from './1795740100000-video-failed-at.js';
import { Reclassifications1795756662937 } from './1795756662937-reclassifications.js';
import { NotificationChoices1795756664295 } from './1795756664295-notification-choices.js';
import { RollUps1795757073095 } from './1795757073095-roll-ups.js';
import { Deliveries1795757977348 } from './1795757977348-deliveries.js';
import { ProspectCalls1795758108450 } from './1795758108450-prospect-calls.js';
import { PushSubscriptions1795759245957 } from './1795759245957-push-subscriptions.js';
import { EncodePieces1795760000000 } from './1795760000000-encode-pieces.js';
import { ViewRule1795770000000 } from './1795770000000-view-rule.js';
import { OutboxTellsLater1795770200000 } from './1795770200000-outbox-tells-later.js';
import { PeopleMonths1795770100000 } from './1795770100000-people-months.js';
import { CampaignEnd1795790000000 } from './1795790000000-campaign-end.js';
import { ClickableLinks1795780000000 } from './1795780000000-clickable-links.js';

/** Every migration, in order. A merged one is never edited. */
export const migrations: (new () => MigrationInterface)[] = [
  FirstTables1795343437735,
  TrackingTables1795343500000,
  OutboxNotify1795343600000,
  VideoSource1795344624843,
  Captions1795672709080,
  Transcriptions1795676276649,
  VideoEdits1795680000000,
  VideoStoryboard1795720000000,
  LiveEncodings1795728662461,
  WorkspaceTurns1795740000000,
  VideoFailedAt1795740100000,
  Reclassifications1795756662937,
  NotificationChoices1795756664295,
  RollUps1795757073095,
  Deliveries1795757977348,
  ProspectCalls1795758108450,
  PushSubscriptions1795759245957,
  EncodePieces1795760000000,
  ViewRule1795770000000,
  PeopleMonths1795770100000,
  OutboxTellsLater1795770200000,
  ClickableLinks1795780000000,
  CampaignEnd1795790000000,
];
