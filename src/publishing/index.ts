export { readBundleFolder } from './folder.js';
export { parseApart, type ApartSettings } from './parse-apart.js';
export { createShelf, type Shelf, type ShelfPorts } from './shelf.js';
export { trainInWorker } from './train.js';
