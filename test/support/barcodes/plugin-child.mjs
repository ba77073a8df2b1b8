// Runs the built barcode plugin in this process: one message in, one message out.
import plugin from '@gatehouse/vision-barcode';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
const ready = Promise.resolve(plugin.initialize?.({ logger }));

process.on('message', (payload) => {
  void answer(payload);
});

async function answer(payload) {
  try {
    await ready;
    const before = process.cpuUsage();
    const context = { jobId: null, signal: null, deadline: Date.now() + 60_000, progress() {}, logger };
    const output = await plugin.run(payload, context);
    const { user, system } = process.cpuUsage(before);
    process.send?.({ output, cpu_ms: (user + system) / 1000 });
  } catch (error) {
    process.send?.({ failure: String(error) });
  }
}
