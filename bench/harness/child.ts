/** Measurements in processes of their own: none inherits the memory or the compiled code of the one before. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What the file `name` beside this one answers to a question. */
export function askChild<Question, Answer>(name: string, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(name, import.meta.url)), [JSON.stringify(question)]);
    child.once("message", (answer: Answer) => resolve(answer));
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code} and no answer`)));
  });
}

/** The question that this process was started with. */
export function question<Question>(): Question {
  return JSON.parse(process.argv[2]!);
}

export function answer<Answer>(given: Answer): void {
  process.send!(given);
  process.disconnect();
}
