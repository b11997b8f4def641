/** Text with a path, places in it, and edits of it. Imports nothing of ours. */
package dev.gatelint.source;
