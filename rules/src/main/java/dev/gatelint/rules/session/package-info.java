/** Where a session or identity is looked up. */
package dev.gatelint.rules.session;
