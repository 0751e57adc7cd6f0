/** The walls of the house. Each rule names the wall and says why. Rooms: docs/house.md. */
const PURE = 'conversation|classifier|engine|bundle|diagnosis|providers';
const OUTSIDE = 'channels|probes|store|server|config|identity|actions|directory';
const ROOM_INDEX = '^src/[^/]+/index\\.ts$';

function only(pkg, home) {
  return {
    name: `${pkg.replace(/\W/g, '-')}-only-in-its-room`,
    severity: 'error',
    from: { path: '^src/', pathNot: home },
    to: { path: `(^|node_modules/)${pkg.replace('/', '\\/')}(/|$)`, dependencyTypesNot: ['local'] },
  };
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      comment:
        'a file nobody imports is not part of the house; workers and child programs are entered by path',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: [
          '^src/main\\.ts$',
          '^src/cli/mailmedic\\.mjs$',
          '-(child|worker)\\.ts$',
          '\\.d\\.ts$',
          '^src/web/[^/]+/main\\.tsx?$',
        ],
      },
      to: {},
    },
    {
      name: 'domain-knows-nobody',
      severity: 'error',
      comment: 'types and pure functions: no room, no package, no node: module',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'pure-rooms-know-only-domain',
      severity: 'error',
      from: { path: '^src/(conversation|classifier|diagnosis|providers)/' },
      to: { path: '^src/', pathNot: ['^src/(domain|log)/', '^src/$1/'] },
    },
    {
      name: 'engine-knows-domain-and-diagnosis',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: '^src/', pathNot: ['^src/(domain|log|engine)/', '^src/diagnosis/index\\.ts$'] },
    },
    {
      name: 'bundle-proves-with-the-real-ones',
      severity: 'error',
      comment: 'bundle may use engine, classifier and diagnosis, and nothing else',
      from: { path: '^src/bundle/' },
      to: {
        path: '^src/',
        pathNot: ['^src/(domain|log|bundle)/', '^src/(engine|classifier|diagnosis)/index\\.ts$'],
      },
    },
    {
      name: 'handoff-rules-are-pure',
      severity: 'error',
      from: { path: '^src/handoff/', pathNot: '^src/handoff/targets/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'handoff-knows-only-domain',
      severity: 'error',
      from: { path: '^src/handoff/' },
      to: { path: '^src/', pathNot: ['^src/(domain|log|handoff)/', '^src/signing/index\\.ts$'] },
    },
    {
      name: 'pure-rooms-touch-nothing',
      severity: 'error',
      comment:
        'no network, disk, clock or process in the pure rooms; the training worker is a program of its own',
      from: { path: `^src/(${PURE})/`, pathNot: '-worker\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'outside-rooms-know-only-domain',
      severity: 'error',
      from: { path: `^src/(${OUTSIDE})/`, pathNot: '^src/(probes|actions)/' },
      to: { path: '^src/', pathNot: ['^src/(domain|log)/', '^src/$1/', '^src/api/index\\.ts$'] },
    },
    {
      name: 'actions-know-domain-and-signing',
      severity: 'error',
      comment: 'what is posted to systems of the house is signed in one way',
      from: { path: '^src/actions/' },
      to: { path: '^src/', pathNot: ['^src/(domain|log|actions)/', '^src/signing/index\\.ts$'] },
    },
    {
      name: 'signing-knows-only-domain',
      severity: 'error',
      from: { path: '^src/signing/' },
      to: { path: '^src/', pathNot: '^src/(domain|signing)/' },
    },
    {
      name: 'api-is-shapes-only',
      severity: 'error',
      comment: 'what server and pages say to each other; runs in browsers too',
      from: { path: '^src/api/' },
      to: { pathNot: '^src/(api|domain)/' },
    },
    {
      name: 'pages-know-api-and-domain',
      severity: 'error',
      comment: 'pages are built for the browser: no node: module, no other room',
      from: { path: '^src/web/' },
      to: { path: '^src/|^node:', pathNot: ['^src/web/', '^src/(api|domain)/index\\.ts$'] },
    },
    {
      name: 'nobody-imports-pages',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { path: '^src/web/' },
    },
    {
      name: 'pages-do-not-meet',
      severity: 'error',
      from: { path: '^src/web/(chat|console|probe|widget)/' },
      to: { path: '^src/web/', pathNot: ['^src/web/$1/', '^src/web/shared/'] },
    },
    {
      name: 'probes-know-domain-and-providers',
      severity: 'error',
      comment: 'discovery matches an address to a provider file; that rule lives in providers',
      from: { path: '^src/probes/' },
      to: { path: '^src/', pathNot: ['^src/(domain|log|probes)/', '^src/providers/index\\.ts$'] },
    },
    {
      name: 'desk-reaches-outside-by-ports',
      severity: 'error',
      from: { path: '^src/desk/' },
      to: { path: `^src/(${OUTSIDE}|publishing|signing)/` },
    },
    {
      name: 'nobody-imports-main-or-cli',
      severity: 'error',
      from: { pathNot: '^src/(main\\.ts$|main/|cli/)' },
      to: { path: '^src/(main\\.ts$|main/|cli/)' },
    },
    {
      name: 'enter-a-room-by-its-index',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.+', pathNot: ['^src/$1/', ROOM_INDEX] },
    },
    {
      name: 'main-is-the-way-into-its-folder',
      severity: 'error',
      comment: 'what puts the house together lies in src/main; src/main.ts is what others see of it',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/[^/]+/.+', pathNot: '^src/main/' },
    },
    {
      name: 'sibling-files-do-not-meet',
      severity: 'error',
      comment: 'one probe, verb or target never imports another; shared parts start with _',
      from: {
        path: '^src/(probes|engine/verbs|handoff/targets)/([^/_]+)\\.ts$',
        pathNot: '/(index|run|guard|pool|(probe|sign-in)-child)\\.ts$',
      },
      to: { path: '^src/$1/[^/]+\\.ts$', pathNot: '/(_[^/]+|guard)\\.ts$' },
    },
    {
      name: 'web-look-ups-are-few',
      severity: 'error',
      comment:
        'mail servers are measured on mail ports; only what asks for settings or the status of a provider reads web pages',
      from: { path: '^src/', pathNot: '^src/probes/(?:_sources/|_provider-status)' },
      to: { path: '^src/probes/_web\\.ts$' },
    },
    only('imapflow', '^src/probes/'),
    only('natural', '^src/classifier/'),
    only('yaml', '^src/bundle/'),
    only('kysely', '^src/store/'),
    only('libsql', '^src/store/'),
    only('pg', '^src/store/'),
    only('fastify', '^src/server/'),
    only('commander', '^src/cli/'),
    only('openid-client', '^src/identity/'),
    only('react', '^src/web/'),
    {
      name: 'shipped-code-uses-no-dev-package',
      severity: 'error',
      // Pages are bundled by the build: what they import is shipped inside the bundle.
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '@types' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};
