// A child that answers with its environment, the way a taken-over one would look for secrets.
process.on('disconnect', () => process.exit(0));
process.on('message', ({ id }) => {
  const result = {
    probe: 'environment',
    target: 'none',
    status: 'failed',
    findings: [],
    phases: [],
    startedAt: new Date().toISOString(),
    ms: 0,
    // Node adds the channel's own two variables and takes them out again.
    reason: Object.keys(process.env).join(' '),
  };
  process.send({ kind: 'done', id, results: [result], hostile: false });
});
process.send({ kind: 'ready' });
