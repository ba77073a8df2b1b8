// A forked process that answers each message, and looks at no byte of it.
process.on('message', ({ id }) => process.send({ id, result: {} }));
