/** What was handed in, as errors name it: "nothing", "the number 5", "the function load". */
export function described(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "nothing";
    case "function":
      return value.name === "" ? "a function" : `the function "${value.name}"`;
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? "an array" : "an object";
    case "string":
      return `the text "${value}"`;
    default:
      return `the ${typeof value} ${String(value)}`;
  }
}
