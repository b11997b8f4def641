/** Facts by content: what was extracted once from a file is not extracted again while the file is the same. */
package dev.gatelint.cache;
