export { AreaParent, AreaPlacement, AreaPopulation, AreaSuccessor } from './area-links.entity.js';
export { Country, District, Locality, Region } from './area-types.js';
export { Area } from './area.entity.js';
