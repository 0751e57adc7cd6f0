export { createConfiguredShelf, loadApart, loadChecked } from './main/bundles.js';
export { openServer } from './main/open-server.js';
export { createConfiguredProbes } from './main/probes.js';
export { startHouse, type AroundShelf, type RunningHouse } from './main/start-house.js';
export { openConfiguredStore } from './main/store.js';
