/** What hears speech, as live captions need it; the browser's own, or a made-up one in tests. */
export interface SpeechRecogniser {
  start(): void;
  /** What was heard so far still comes. */
  stop(): void;
}

/** What a recogniser tells. */
export interface RecogniserEvents {
  /** A phrase as it is understood so far; `isFinal`: it does not change any more, and the next one begins. */
  onPhrase(text: string, isFinal: boolean): void;
  /** It has ended, asked to or by itself: browsers end it after a silence, and after about a minute. */
  onEnd(): void;
  /** It may not hear, or not in this language: starting it again cannot help. */
  onRefused(): void;
}

/** Makes a recogniser for a language (BCP 47). */
export type CreateRecogniser = (language: string, events: RecogniserEvents) => SpeechRecogniser;

/** As much of the Web Speech API as is used; TypeScript's library does not know it everywhere. */
interface BrowserRecognition extends SpeechRecogniser, EventTarget {}
type ResultEvent = Event & {
  resultIndex: number;
  results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
};

const refusals = ['not-allowed', 'service-not-allowed', 'language-not-supported', 'audio-capture'];

/** The browser's speech recognition; null where there is none. */
export function browserRecogniser(): CreateRecogniser | null {
  const scope = globalThis as { SpeechRecognition?: unknown; webkitSpeechRecognition?: unknown };
  const Recognition = (scope.SpeechRecognition ?? scope.webkitSpeechRecognition) as
    | (new () => BrowserRecognition)
    | undefined;
  if (!Recognition) return null;
  return (language, { onPhrase, onEnd, onRefused }) => {
    const recognition = new Recognition();
    Object.assign(recognition, { lang: language, continuous: true, interimResults: true });
    recognition.addEventListener('result', (event) => {
      const { resultIndex, results } = event as ResultEvent;
      for (let index = resultIndex; index < results.length; index += 1) {
        const result = results[index];
        if (result) onPhrase(result[0]?.transcript ?? '', result.isFinal);
      }
    });
    recognition.addEventListener('end', onEnd);
    recognition.addEventListener('error', (event) => {
      if (refusals.includes((event as Event & { error: string }).error)) onRefused();
    });
    return recognition;
  };
}
