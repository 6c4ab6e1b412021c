import type { Hostility } from './attack.js';
import { aliasAndOtherFloods } from './floods.js';
import { forgedTokens } from './forged-tokens.js';
import { headersAndCookies } from './headers-and-cookies.js';
import { oracles } from './oracles.js';
import { otherScopes } from './other-scopes.js';
import { otherSites } from './other-sites.js';
import { sqlInStrings } from './sql-in-strings.js';
import { staticPaths } from './static-paths.js';
import { toldByReports } from './told-by-reports.js';

/** Every kind of hostile request. */
export const hostilities: readonly Hostility[] = [
  forgedTokens,
  otherScopes,
  oracles,
  toldByReports,
  aliasAndOtherFloods,
  sqlInStrings,
  headersAndCookies,
  staticPaths,
  otherSites,
];
