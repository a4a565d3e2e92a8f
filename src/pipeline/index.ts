/// <reference lib="esnext.disposable" preserve="true" />
/** Stages that compose, iterate, report and stop. */
export { type Iteration, type IterationOptions, iterate, type Round } from "./iterate.ts";
export { type Running, type RunOptions, run, start } from "./run.ts";
export { type Changes, each, type PipelineEvent, type Stage, type StageContext, stage } from "./stage.ts";
