export { AreaBoundary } from './area-boundary.entity.js';
export { AreaEdition, AreaEditionWrite } from './area-edition.entity.js';
export { AreaFormerName } from './area-former-name.entity.js';
export { AreaParent, AreaPlacement, AreaPopulation, AreaSuccessor } from './area-links.entity.js';
export { Country, District, Locality, Region } from './area-types.js';
export { Area } from './area.entity.js';
