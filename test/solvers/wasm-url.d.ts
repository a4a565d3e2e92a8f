/** What Vite makes of a file imported for its address. */
declare module "*?url" {
  const url: string;
  export default url;
}
