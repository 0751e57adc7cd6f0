// A child that was taken over: it sends what no honest one would.
process.on('disconnect', () => process.exit(0));
process.on('message', ({ id }) => {
  process.send({
    kind: 'done',
    id,
    hostile: false,
    results: [{ probe: 'imap', findings: 'x'.repeat(1_000_000) }],
  });
});
process.send({ kind: 'ready' });
