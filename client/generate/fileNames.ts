/** The name of the file that an address leads to, without its folders: `3303.xml`. */
export function nameOfFile(uri: string): string {
  const path = uri.replace(/[?#].*$/u, "");
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
