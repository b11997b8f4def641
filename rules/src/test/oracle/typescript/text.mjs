/** Text as printable ASCII, so that both sides write and sort it alike. */
export function plain(text) {
  return text.replace(/[^\x21-\x7e]|\\/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** The language of a file, by its name. */
export function language(path) {
  if (/\.[mc]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'tsx' : 'jsx';
}
