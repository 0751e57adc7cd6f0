import type { Clock, HandoffTarget } from '../../domain/index.js';
import { createCasePage } from './case-page.js';
import { createWebhook, type WebhookSettings } from './webhook.js';

/** The part of the settings that says where people take cases. */
export interface TargetSettings {
  readonly webhook?: WebhookSettings;
}

/** Every place that is set up, in the order in which a case is posted to them. One line per file of this folder. */
export function createTargets(settings: TargetSettings, clock: Clock): readonly HandoffTarget[] {
  return [
    createCasePage(),
    ...(settings.webhook === undefined ? [] : [createWebhook({ ...settings.webhook, clock })]),
  ];
}
