/** A mail server on this machine that speaks SMTP, keeps what it takes, and answers as planned. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/**
 * What the server does with the next mail: refuse the recipient or the whole message with a code, break the connection at the
 * recipient or after it has taken the message, or take the message and never answer.
 */
export type PlannedTrouble =
  | { readonly at: 'recipient' | 'message'; readonly code: number }
  | { readonly at: 'recipient' | 'message'; readonly code: 'break' }
  | { readonly at: 'message'; readonly code: 'silence' };

/** Starts the server. `plan` holds what it does with the next mails; without one it takes them. */
export async function startMailServer() {
  const received: ParsedMail[] = [];
  const plan: PlannedTrouble[] = [];
  const waiting = new Set<() => void>();
  const due = (at: PlannedTrouble['at']) => (plan[0]?.at === at ? plan.shift() : undefined);
  const breakAll = () => {
    for (const connection of server.connections as unknown as Set<{ _socket: { destroy(): void } }>)
      connection._socket.destroy();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(_address, _session, answer) {
      const trouble = due('recipient');
      if (trouble?.code === 'break') return breakAll();
      answer(trouble && refusal(Number(trouble.code)));
    },
    onData(stream, _session, answer) {
      void simpleParser(stream).then((mail) => {
        const trouble = due('message');
        if (typeof trouble?.code === 'number') return answer(refusal(trouble.code));
        received.push(mail);
        for (const wake of waiting) wake();
        if (trouble?.code === 'break') return breakAll();
        if (trouble?.code !== 'silence') answer();
      });
    },
  });
  // A client that was killed is what some tests are about.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    plan,
    /** Resolves when so many mails have been taken. */
    until: async (count: number) => {
      while (received.length < count) await new Promise<void>((wake) => waiting.add(wake));
    },
    close: () => {
      breakAll();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What {@link startMailServer} makes. */
export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

const refusal = (code: number) => Object.assign(new Error('As planned'), { responseCode: code });
