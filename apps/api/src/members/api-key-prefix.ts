/** How every API key begins, so that scanners of code find one that was published by mistake. */
export const apiKeyPrefix = 'ork_';
