/// <reference lib="esnext.disposable" preserve="true" />
export { each } from "./each.ts";
export { type Iteration, type IterationOptions, iterate, type Round } from "./iterate.ts";
export { progress } from "./progress.ts";
export { type Running, type RunOptions, run, start } from "./run.ts";
export { type Changes, type PipelineEvent, type Stage, type StageContext, stage } from "./stage.ts";
