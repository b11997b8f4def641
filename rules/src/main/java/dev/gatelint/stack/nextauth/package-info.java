/**
 * NextAuth 3 and 4, Auth.js 5, and their relatives better-auth, Clerk and iron-session: where sessions are looked up, which names come
 * from which module in which version, and which secrets are needed. What each form does at run time was seen by running next 14.2.35 and
 * 15.5.29 with next-auth 4.24.15, and next 16.4.6 with next-auth 5.0.0-beta.31 and beta.32.
 */
package dev.gatelint.stack.nextauth;
