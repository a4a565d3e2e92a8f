/**
 * Branch exchange: close one open branch, open one of the loop that this makes, keep what loses least, until no exchange
 * helps. Good and quick, and proves nothing.
 *
 *   S. Civanlar, J. J. Grainger, H. Yin and S. S. H. Lee, IEEE Transactions on Power Delivery 3 (1988) 1217,
 *   doi:10.1109/61.193906.
 */
import { exchangeBranches } from "./branch-exchange.ts";
import { type ReconfigurationMethod, reconfigurationMethod } from "./method.ts";

const source = "Civanlar et al., IEEE Transactions on Power Delivery 3 (1988) 1217, doi:10.1109/61.193906";

/** For feeders of any size. Details: "exchanges". */
export function byExchange(): ReconfigurationMethod {
  return reconfigurationMethod("exchange", source, async (given, context) => {
    const { closed, exchanges } = await exchangeBranches(given, context);
    const reason = "no exchange of two branches loses less; that no other topology does is not proven.";
    return { status: "not proven", reason, closed, details: { exchanges } };
  });
}
