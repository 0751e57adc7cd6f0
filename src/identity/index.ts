export { createIdentityProvider, type IdentityOptions } from './provider.js';
