export { loadBundle, type Loaded, type LoadPorts } from './load.js';
