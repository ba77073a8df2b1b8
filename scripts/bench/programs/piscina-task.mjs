// A task of piscina that looks at no byte of what it is given.
export default function task() {
  return {};
}
