import type { Visit } from './visit.js';

/** The notice or question about tracking. Nothing is stored in the browser: the answer holds for this visit. */
export function bindPrivacyChoice(visit: Visit): void {
  const notice = document.getElementById('privacy');
  if (!notice) return;
  const status = notice.querySelector<HTMLElement>('[role=status]');
  for (const button of notice.querySelectorAll<HTMLButtonElement>('[data-consent]'))
    button.addEventListener('click', () => {
      const consent = button.dataset['consent'] === 'accepted' ? 'accepted' : 'declined';
      visit.consent = consent;
      void visit
        .tell('consent', { isAccepted: consent === 'accepted' })
        .then(() => {
          for (const other of notice.querySelectorAll('button')) other.hidden = true;
          if (status) status.textContent = button.dataset['done'] ?? '';
        })
        .catch((error: Error) => status && (status.textContent = error.message));
    });
}
