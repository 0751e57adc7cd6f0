export { readBundleFolder } from './folder.js';
export { createShelf, type Shelf, type ShelfPorts } from './shelf.js';
export { trainInWorker } from './train.js';
