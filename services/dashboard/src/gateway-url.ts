/** Beside this page, whatever path both are served at. */
export const gatewayUrl = new URL('graphql', document.baseURI).href;
