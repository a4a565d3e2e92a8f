/** Radial topologies that lose little: by trying all of them, or by exchanging branches. */
export {
  type BestTopologies,
  type BestTopologiesOptions,
  type BestTopology,
  bestTopologies,
} from "./best-topologies.ts";
export { type Exchanged, exchangeBranches } from "./branch-exchange.ts";
