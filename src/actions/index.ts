export { reportRegistered } from './compare.js';
export { createActionDoor, type ActionDoorSettings } from './door.js';
