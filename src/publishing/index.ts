export { brokenBundle } from './broken.js';
export { brokenFolderNotice, type BrokenFolder } from './broken-notice.js';
export { readBundleFolder } from './folder.js';
export { openBundleKeeper, type BundleKeeper, type KeeperPorts } from './keeper.js';
export { parseApart, type ApartSettings } from './parse-apart.js';
export { createRememberingParser } from './parse-remembering.js';
export { createShelf, publishedFiles, type Publishing, type Shelf, type ShelfPorts } from './shelf.js';
export { trainInWorker } from './train.js';
