// Configuration: reads the environment once, checks all of it, and hands out one typed, frozen value.
// Called by: the start of every process (api, worker) and by tests that choose adapters.
// Never does: reading the environment a second time, or in any other place of the code.
export {
  ConfigError,
  loadConfig,
  type Config,
  type MailConfig,
  type QueueConfig,
  type StorageConfig,
  type TranscriptionConfig,
} from './config.js';
export type { Mailbox } from './mailbox.js';
export { settings, type Setting } from './settings.js';
export { uploadsFolder, workFolder } from './folders.js';
