/** Public address of captions. @param page address of a link, e.g. `https://video.example.com/w/abc` */
export const captionUrl = (page: string, language: string) => `${page}/captions/${language}.vtt`;
