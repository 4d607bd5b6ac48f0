/** Path of a route below the versioned API, without a leading slash: `apiPath('videos')` → `api/v1/videos`. */
export const apiPath = (path: string) => `api/v1/${path}`;
