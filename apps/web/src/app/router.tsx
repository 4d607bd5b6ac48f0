import type { QueryClient } from '@tanstack/react-query';
import {
  Outlet,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { idSchema } from '@app/contracts';
import { z } from 'zod';
import { ApiError } from '../shared/api-error';
import { sessionQuery } from '../shared/api/session';
import { signUpStateQuery } from '../features/sign-in/api/sign-up-state';
import { periodSearchSchema } from '../features/figures/period';
import { BrokenScreen, MissingScreen } from './broken-screen';

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: MissingScreen,
});

/** Where to go after signing in: an address of this app only, never another site's. */
const nextSchema = z.object({
  next: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: nextSchema,
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-screen'), 'SignInScreen'),
});

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  validateSearch: nextSchema,
  component: lazyRouteComponent(() => import('../features/sign-in/sign-up-screen'), 'SignUpScreen'),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitations/$token',
  component: lazyRouteComponent(() => import('../features/sign-in/invitation-screen'), 'InvitationScreen'),
});

/** Everything behind the sign-in. Who is not signed in is sent there and comes back to the wanted address. */
const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'member',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      const state = await context.queryClient.fetchQuery(signUpStateQuery);
      const search = location.href === '/' ? {} : { next: location.href };
      throw redirect({ to: state.hasWorkspace ? '/sign-in' : '/sign-up', search });
    }
  },
  component: lazyRouteComponent(() => import('./shell'), 'Shell'),
  errorComponent: BrokenScreen,
});

const libraryRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/',
  validateSearch: z.object({ search: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../features/library/library-screen'), 'LibraryScreen'),
});

const recordRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/record',
  // An id of a recording that was left behind, to go on with it.
  validateSearch: z.object({ goOn: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../features/record/record-screen'), 'RecordScreen'),
});

const videoRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/videos/$videoId',
  validateSearch: z.object({
    link: z.string().optional().catch(undefined),
    /** 1: opened to make a personal link. */
    personalise: z.coerce.number().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../features/video/video-screen'), 'VideoScreen'),
});

const editRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/videos/$videoId/edit',
  component: lazyRouteComponent(() => import('../features/video/edit/edit-screen'), 'EditScreen'),
});

const prospectsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/prospects',
  validateSearch: z.object({ search: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../features/prospects/prospects-screen'), 'ProspectsScreen'),
});

const prospectRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/prospects/$prospectId',
  component: lazyRouteComponent(() => import('../features/prospects/prospect-screen'), 'ProspectScreen'),
});

const campaignsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('../features/campaigns/campaigns-screen'), 'CampaignsScreen'),
});

const newCampaignRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/campaigns/new',
  validateSearch: z.object({ videoId: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(
    () => import('../features/campaigns/new-campaign-screen'),
    'NewCampaignScreen',
  ),
});

const campaignRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('../features/campaigns/campaign-screen'), 'CampaignScreen'),
});

const inboxRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../features/inbox/inbox-screen'), 'InboxScreen'),
});

const figuresRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/figures',
  validateSearch: periodSearchSchema,
  component: lazyRouteComponent(() => import('../features/figures/figures-screen'), 'FiguresScreen'),
});

const optionalId = idSchema.optional().catch(undefined);

const callsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/figures/calls',
  validateSearch: z.object({ memberId: optionalId, teamId: optionalId, campaignId: optionalId }),
  component: lazyRouteComponent(() => import('../features/figures/calls/calls-screen'), 'CallsScreen'),
});

const settingsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/settings',
  validateSearch: z.object({ section: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../features/settings/settings-screen'), 'SettingsScreen'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  signUpRoute,
  invitationRoute,
  memberRoute.addChildren([
    libraryRoute,
    recordRoute,
    videoRoute,
    editRoute,
    prospectsRoute,
    prospectRoute,
    campaignsRoute,
    newCampaignRoute,
    campaignRoute,
    inboxRoute,
    figuresRoute,
    callsRoute,
    settingsRoute,
  ]),
]);

/** The app's addresses; one lazy chunk per feature. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: BrokenScreen,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
