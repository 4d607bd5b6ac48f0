import { RouteConfig } from '@nestjs/platform-fastify';

/** What {@link Intake} leaves in a route's configuration. */
export interface IntakeRoute {
  /** Largest body, bytes. */
  readonly maxBodyBytes: number;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    intake?: IntakeRoute;
  }
}

/**
 * The route takes in what viewers' pages tell, from anybody: its body is bounded and its callers' network is limited
 * before a byte is parsed (4-tracking, "On the server" 7).
 * @param maxBodyBytes one byte more is answered with 413
 */
export const Intake = (maxBodyBytes: number) =>
  RouteConfig({ intake: { maxBodyBytes } satisfies IntakeRoute });
