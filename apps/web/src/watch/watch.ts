import { BetterRenditions } from './better-renditions.js';
import { Captions } from './captions.js';
import { bindChapters } from './chapters.js';
import { Conversation } from './conversation.js';
import { bindGlance } from './glance.js';
import { element, readPageFacts } from './page-facts.js';
import { PlayedTime } from './played-time.js';
import { Player } from './player.js';
import { untilPlayable } from './preparation.js';
import { bindPrivacyChoice } from './privacy-choice.js';
import { momentOfAddress, renew } from './renewal.js';
import { SlowLine } from './slow-line.js';
import { SourceSwitch } from './source-switch.js';
import { Tracker } from './tracker.js';
import { bindTranscript } from './transcript-card.js';
import { Visit } from './visit.js';

/** The watch page's script: plays, tracks what is really watched, and passes on what the viewer does. */
const facts = readPageFacts();
const video = element<HTMLVideoElement>('video');
const visit = new Visit(facts);
const time = new PlayedTime(facts.pieces);

if (facts.isPlayable) {
  const captions = new Captions(video);
  const player = new Player(video, time, Number(video.dataset['durationMs']) / 1000, captions, () =>
    renew(facts, time.shownAt(video.currentTime)),
  );
  captions.start();
  player.start(momentOfAddress());
  const files = new SourceSwitch(video);
  new SlowLine(video, files).start();
  if (facts.isGettingBetter) void new BetterRenditions(video, facts.slug, files).start();
  bindChapters(player);
  if (facts.storyboard) bindGlance(facts.storyboard, time, () => player.duration());
  bindTranscript(captions.tracks, player);
  new Tracker(video, visit, time).start();
} else {
  void visit.touch();
  void untilPlayable(facts.slug, (share) =>
    element('preparing').style.setProperty('--share', `${share * 100}%`),
  ).then(() => location.reload());
}
new Conversation(video, visit, facts, time).start();
bindPrivacyChoice(visit);
