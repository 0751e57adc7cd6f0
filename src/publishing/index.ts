export { createShelf, type Shelf, type ShelfPorts } from './shelf.js';
