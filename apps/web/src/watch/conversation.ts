import { element, type PageFacts } from './page-facts.js';
import type { PlayedTime } from './played-time.js';
import type { Visit } from './visit.js';

/** Calls to action, reactions and the reply: what the prospect does next, told to the sender. */
export class Conversation {
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly visit: Visit,
    private readonly facts: PageFacts,
    private readonly time: PlayedTime,
  ) {}

  start(): void {
    const actions = [...document.querySelectorAll<HTMLAnchorElement>('[data-action]')];
    for (const action of actions) this.bindAction(action);
    this.bindTimedActions(actions);
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-reaction]'))
      this.bindReaction(button);
    this.bindReply();
    element('conversation').hidden = false;
  }

  private bindAction(action: HTMLAnchorElement): void {
    const told = () =>
      void this.visit.tell('clicks', { index: Number(action.dataset['action']) }).catch(() => undefined);
    action.addEventListener('click', (event) => event.isTrusted && told());
    action.addEventListener('auxclick', (event) => event.isTrusted && event.button === 1 && told());
  }

  /** Buttons with a time stay hidden until the video gets there. */
  private bindTimedActions(actions: HTMLAnchorElement[]): void {
    const reveal = () => {
      for (const action of actions) {
        const showAtMs = this.facts.showAtMs[Number(action.dataset['action'])] ?? 0;
        if (this.nowMs() >= showAtMs) action.classList.remove('is-later');
      }
    };
    this.video.addEventListener('timeupdate', reveal);
    reveal();
  }

  private bindReaction(button: HTMLButtonElement): void {
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', 'true');
      void this.visit
        .tell('reactions', { emoji: button.dataset['reaction'], atMs: this.nowMs() })
        .catch(() => button.setAttribute('aria-pressed', 'false'));
    });
  }

  private bindReply(): void {
    const form = element<HTMLFormElement>('reply-form');
    const text = element<HTMLTextAreaElement>('reply-text');
    const status = element('reply-status');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!text.value.trim()) return text.focus();
      form.classList.add('is-sending');
      void this.visit
        .tell('replies', { text: text.value.trim(), atMs: this.nowMs() })
        .then(() => {
          text.value = '';
          status.textContent = form.dataset['sent'] ?? '';
        })
        .catch((error: Error) => (status.textContent = `Your reply was not sent. ${error.message}`))
        .finally(() => form.classList.remove('is-sending'));
    });
  }

  private nowMs(): number {
    return Math.round(this.time.shownAt(this.video.currentTime) * 1000);
  }
}
