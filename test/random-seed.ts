/** Property tests draw the same cases in every run, so that a red run is about the change. FAST_CHECK_SEED=random looks for new ones. */
import fc from "fast-check";

const wanted = process.env.FAST_CHECK_SEED ?? "2019";
if (wanted !== "random") fc.configureGlobal({ seed: Number(wanted) });
