/** An error in what the user wrote or handed in; its message says what was found, where, and what to do. */
export class ClearwattError extends Error {
  override readonly name: string = "ClearwattError";
}
