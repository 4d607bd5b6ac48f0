/** Texts of signing in, signing up and accepting an invitation. */
export const signInTexts = {
  promise: 'Record a video for one person. Know when that person really watched.',
  proof: [
    'A personal link for every prospect',
    'Views by people, never by mail scanners',
    'On your own server, without a third party',
  ],
  signIn: {
    title: 'Welcome back',
    lead: 'Sign in to your workspace.',
    action: 'Sign in',
    toSignUp: 'Make a new workspace',
  },
  signUp: {
    title: 'Set up your workspace',
    lead: 'You become its admin and can invite your team afterwards.',
    action: 'Create workspace',
    toSignIn: 'Sign in instead',
    closedTitle: 'Sign-up is closed here',
    closed: 'A workspace exists already. Ask one of its admins for an invitation, or sign in.',
  },
  invitation: {
    title: (workspace: string) => `Join ${workspace}`,
    lead: (email: string, role: string) => `You are invited as ${role} with ${email}.`,
    action: 'Join the workspace',
    failedTitle: 'This invitation does not work',
  },
  roles: { rep: 'a rep', manager: 'a manager', admin: 'an admin' },
  workspaceName: 'Name of the workspace',
  workspaceHint: 'Usually your company',
  name: 'Your name',
  nameHint: 'Prospects see it beside your videos',
  email: 'Mail address',
  password: 'Password',
  passwordHint: '10 characters or more; length is what makes it strong',
  showPassword: 'Show or hide the password',
} as const;
