import { formatBytes, formatDuration } from '../../shared/format';

/** Names of the keys that the screen listens to, as shown on buttons. */
export const recordKeys = { start: 'R', pause: 'P', stop: 'S' } as const;

/** Texts of Record; errors say what happened, why, and the next step. */
export const recordTexts = {
  title: 'Record',
  titleLabel: 'Title',
  titleHint: 'Shown on the page and in the mail',
  defaultTitle: (date: Date) =>
    `Video of ${new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' }).format(date)}`,

  preview: 'Preview of the picture being recorded',
  previewEmpty: 'Your picture appears here',
  opening: 'Opening your camera. Allow it when the browser asks.',
  sources: 'What to record',
  screen: 'Screen',
  camera: 'Camera',
  both: 'Screen + camera',
  otherScreen: 'Share another screen',
  microphone: 'Microphone',
  noMicrophone: 'No microphone',
  unnamed: (kind: string, index: number) => `${kind} ${index + 1}`,
  level: 'Microphone level',
  levelSilent: 'No sound is coming in. Choose another microphone, or check that it is not muted.',

  start: 'Record',
  cancelCountdown: 'Cancel',
  countdown: (seconds: number) => `Recording starts in ${seconds}`,
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  retake: 'Start over',
  elapsed: 'Recorded time',
  recording: 'Recording',
  paused: 'Paused',
  stopping: 'Sending the last second',
  safe: (acknowledgedMs: number) => `Safe on the server up to ${formatDuration(acknowledgedMs)}`,
  kept: (keptMs: number) => `Kept on this device up to ${formatDuration(keptMs)}`,
  waiting: 'No connection. The recording goes on; everything is sent as soon as the connection is back.',
  noSpace:
    'The disk of the server is nearly full. The recording goes on and is kept on this device; it is sent as soon as there is room. Ask your admin to make some.',
  signedOut: 'Your session has ended. The recording goes on; sign in and it is sent.',
  otherMember: 'Another member is signed in now. Sign in again and the recording is sent.',
  keptInMemory:
    'This browser can keep nothing on the device now. The recording works, but a crash would lose what is not on the server yet.',
  roomLow:
    'The disk of this device is nearly full. Free some space, or stop soon: at the limit the recording stops by itself.',
  roomFullTitle: 'The recording was stopped because the disk is full',
  roomFull: 'Everything until then is in the video. Free some space on this device before you record again.',
  continued: (title: string, durationMs: number) =>
    `You go on with “${title}”. ${formatDuration(durationMs)} are recorded already; what you record now comes after them.`,
  heldElsewhere: 'That recording is open in another tab. Go on there, or close that tab and come back.',
  signIn: 'Sign in',
  signInTitle: 'Sign in to go on',
  signInText: (email: string) =>
    `Your session has ended. The recording goes on and nothing is lost. Sign in as ${email}, and the rest is sent.`,
  signInOther: (email: string) =>
    `This recording belongs to ${email}. Sign in with that address; change the account after the recording.`,
  signInLater: 'Later',
  signInEmail: 'Mail address',
  signInPassword: 'Password',
  signInShow: 'Show or hide the password',
  link: 'Link to this video',
  linkPending: 'The link is made when recording starts',
  copyLink: 'Copy link',

  deviceAbsent: (wanted: string, used: string) =>
    `${wanted} is not plugged in. ${used ? `${used} is used instead.` : 'Another one is used instead.'}`,

  refusedTitle: {
    camera: 'The camera is blocked',
    microphone: 'The microphone is blocked',
    screen: 'No screen was shared',
  },
  missingTitle: { camera: 'No camera found', microphone: 'No microphone found', screen: 'No screen found' },
  missing: {
    camera: 'Plug one in and try again, record your screen instead, or drop a video file here.',
    microphone: 'Plug one in and try again, or choose “No microphone” to record without sound.',
    screen: 'This device offers no screen to share. Record your camera instead.',
  },
  busyTitle: {
    camera: 'The camera is in use',
    microphone: 'The microphone is in use',
    screen: 'The screen cannot be captured',
  },
  busy: 'Another program is using it. Close that program, then try again.',
  unsupportedTitle: 'This browser does not let this page record',
  unsupported:
    'Recording needs a current browser and an address that begins with https. Open the app that way, or upload a video file.',
  dismissed: 'The browser’s question was closed. Try again, and choose “Allow” when it asks.',
  screenRefused: 'The choice of a screen was closed. Choose one to record it.',
  chooseScreen: 'Choose a screen',
  tryAgain: 'Try again',

  failure: {
    'cannot-record': {
      title: 'This browser cannot record video',
      text: 'It offers no format we could write. Use a current Chrome, Edge, Firefox or Safari, or upload a video file.',
    },
    'recorder-broke': {
      title: 'The recording stopped early',
      text: 'The browser’s encoder failed. What was recorded until then is kept; check it, or record again.',
    },
    'upload-refused': {
      title: 'The server did not accept the recording',
      text: 'Nothing is lost: keep the file now, then upload it again or ask your admin.',
    },
    'video-refused': {
      title: 'The recording could not begin',
      text: 'The server did not let you make a video. Your session may have ended: sign in again, then record.',
    },
  },
  keepFile: 'Keep the file',
  recordAgain: 'Record again',

  leaveTitle: 'Leave while recording?',
  leaveText:
    'The recording stops here. What you recorded is kept on this device, and you can finish it later in the library.',
  leave: 'Leave',
  retakeTitle: 'Start over?',
  retakeText: 'This recording is deleted. The link stays the same.',
  retakeFinishedText:
    'This video and its link are deleted. If you sent the link to somebody, it stops working.',
  retakeAction: 'Delete and start over',

  upload: 'Upload a file instead',
  dropTitle: 'Drop the video here',
  dropText: 'MP4, MOV, MKV or WebM. The link is ready at once.',
  notVideo: (name: string) => `“${name}” is not a video. Choose an MP4, MOV, MKV or WebM file.`,
  uploading: (name: string) => `Uploading ${name}`,
  sent: (sentBytes: number, sizeBytes: number) => `${formatBytes(sentBytes)} of ${formatBytes(sizeBytes)}`,
  finishing: 'Checking that every byte arrived',
  fileWaits: {
    connection: 'No connection. The upload goes on by itself as soon as the connection is back.',
    'no-space':
      'The disk of the server is nearly full. The upload waits and goes on by itself as soon as there is room. Ask your admin to make some.',
  },
  cancelUpload: 'Cancel the upload',
  uploadFailed: 'The file was not accepted',
  fileUnreadable: 'The file could not be read. It may have been moved or changed: choose it again.',

  doneTitle: 'Done. Your video is ready to send.',
  playable: 'The link plays',
  preparing: 'The link opens already; the video follows in a moment',
  nextSteps: 'Next steps',
  personalLink: (name: string) => `Copy the link for ${name}`,
  personalLinkText: 'A personal link, made when you copy it',
  personalise: 'Personalise',
  personaliseText: 'One link per person, so you know who watched',
  copyForMail: 'Copy for mail',
  copyForMailText: 'Preview picture and text, ready to paste',
  trim: 'Trim',
  trimText: 'Cut the ends or a piece of the middle; the link stays the same',
  openVideo: 'Open the video page',
  openVideoText: 'Links, visits and edits',
  recordAnother: 'Record another',
} as const;

/** Where the permission is given back, by the browser at hand. It opens by itself as soon as it is allowed. */
export const permissionAdvice = {
  chrome: 'Click the icon left of the address and switch Camera and Microphone on.',
  firefox:
    'Click the crossed-out camera or microphone left of the address, remove the block, then try again.',
  safari: 'Choose Safari › Settings for This Website, set Camera and Microphone to Allow, then try again.',
  android: 'Tap the icon left of the address, then Permissions, and allow Camera and Microphone.',
  'android-firefox': 'Tap the lock left of the address, allow Camera and Microphone, then try again.',
  ios: 'Tap the page button in the address bar (“aA” in older versions), then Website Settings, set Camera and Microphone to Allow, then try again.',
  'ios-other':
    'Open the Settings app, choose this browser under Apps, switch Camera and Microphone on, then try again.',
} as const;

/** Where the operating system lets the browser use cameras and microphones. */
export const systemAdvice = {
  windows:
    'Windows does not let the browser use it. Open Settings › Privacy & security › Camera (or Microphone), allow desktop apps, then try again.',
  mac: 'macOS does not let the browser use it. Open System Settings › Privacy & Security › Camera (or Microphone), switch the browser on, start the browser again, then come back.',
  ios: 'The system does not let the browser use it. Open the Settings app, choose the browser under Apps, switch Camera and Microphone on, then try again.',
  android:
    'Android does not let the browser use it. Open Settings › Apps › the browser › Permissions, allow Camera and Microphone, then try again.',
  other:
    'Your operating system does not let the browser use it. Allow the browser under Privacy in the system settings, then try again.',
} as const;
