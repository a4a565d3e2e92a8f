/** Where in the user's files a declaration stands. */

const ownFolder = import.meta.url.slice(0, import.meta.url.lastIndexOf("/"));

/**
 * "file.ts:12" of the nearest caller outside the language, or "" where the host does not say. The stack is taken now
 * and put into words when asked, which is only when something is wrong: that takes ten times as long.
 */
export function callSite(): () => string {
  const here = new Error();
  return () => placeIn(here.stack ?? "");
}

function placeIn(stack: string): string {
  for (const line of stack.split("\n").slice(1)) {
    if (line.includes(ownFolder) || line.includes(ownFolder.replace("file://", ""))) continue;
    const place = /([^/\\()\s]+):(\d+):\d+\)?$/.exec(line);
    return place === null ? "" : `${place[1]}:${place[2]}`;
  }
  return "";
}
