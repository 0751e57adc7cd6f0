import { mailmedicError } from '../domain/index.js';
import { zipOf } from './_zip.js';

const NO_ID = '00000000-0000-0000-0000-000000000000';
const NO_HOST = 'mailmedic.example.com';

/** What lies in `manifest/teams` and goes into the package, in this order; Teams wants it without a folder. */
export const TEAMS_FILES = ['manifest.json', 'zh-cn.json', 'color.png', 'outline.png'] as const;

export type TeamsFiles = Readonly<Record<(typeof TEAMS_FILES)[number], Buffer>>;

/**
 * The app of Teams as a zip to upload. `appId` is the Microsoft App ID of the bot, small letters; `host` what people
 * and Microsoft reach the server by. Errors: `MM_INPUT` when the template is another.
 */
export function packTeamsApp(files: TeamsFiles, appId: string, host: string): Buffer {
  const template = files['manifest.json'].toString('utf8');
  if (!template.includes(NO_ID)) {
    throw mailmedicError(
      'MM_INPUT',
      { reason: `manifest/teams/manifest.json holds no id ${NO_ID} to fill in` },
      'Take manifest/teams as it comes with Mailmedic.',
    );
  }
  const manifest = template.replaceAll(NO_ID, appId).replaceAll(NO_HOST, host);
  return zipOf(
    TEAMS_FILES.map((name) => ({
      name,
      bytes: name === 'manifest.json' ? Buffer.from(manifest, 'utf8') : files[name],
    })),
  );
}
