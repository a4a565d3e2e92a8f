/// <reference lib="esnext.disposable" preserve="true" />
/** Stages that compose, iterate, report and stop; tasks that executors run. */
export { each } from "./each.ts";
export type { Executor, OpenedTask } from "./executor.ts";
export { inline } from "./executors/inline.ts";
export { type Iteration, type IterationOptions, iterate, type Round } from "./iterate.ts";
export { progress } from "./progress.ts";
export { type Running, type RunOptions, run, start } from "./run.ts";
export { type Changes, type PipelineEvent, type Stage, type StageContext, stage } from "./stage.ts";
export { findTask, type StartedTask, type Task, type TaskName, task } from "./task.ts";
