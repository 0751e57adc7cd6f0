// A child that takes a request and never lets go of the processor.
process.on('message', () => {
  for (;;);
});
process.send({ kind: 'ready' });
